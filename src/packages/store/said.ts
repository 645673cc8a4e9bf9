/** What redemptions look like in words and colours. Pure. */
import type { RedemptionItem, RedemptionState } from '#types/redemption'
import type { Tone } from '@/components/tag'
import { storeWords as words } from '@/copy/store'

/** What it is about: 大米 2 袋、肥皂 1 块. */
export const goodsSaid = (items: readonly Pick<RedemptionItem, 'name' | 'quantity' | 'measure'>[]): string =>
  items.map(({ name, quantity, measure }) => words.item(name, quantity, measure)).join('、')

export const redemptionTones: Record<RedemptionState, Tone> = {
  reserved: 'soon',
  claimed: 'now',
  handedOver: 'done',
  cancelled: 'plain',
  lapsed: 'over',
  returned: 'plain',
}

/** Eight digits as they are read aloud: 1234 5678. */
export const grouped = (code: string): string => code.replace(/(\d{4})(?=\d)/g, '$1 ')
