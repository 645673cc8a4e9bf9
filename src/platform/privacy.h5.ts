import type { Privacy } from './contract'

/** The browser asks by itself before it gives place, camera or microphone. */
export const { onPrivacyAsked, agreeButton, showContract }: Privacy = {
  onPrivacyAsked: () => undefined,
  agreeButton: {},
  showContract: () => undefined,
}
