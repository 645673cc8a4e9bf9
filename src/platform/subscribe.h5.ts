import type { Subscribe } from './contract'

/** The browser has no subscription messages: nothing is asked, and the answer says so. */
export const { subscribe }: Subscribe = {
  subscribe: async (templates) => Object.fromEntries(templates.map((id) => [id, 'h5' as const])),
}
