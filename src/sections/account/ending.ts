import type { AccountView } from '#types/points'

/** Points of an account that end within 30 days. */
export const endingSoon = ({ vintages }: Pick<AccountView, 'vintages'>): number =>
  vintages.reduce((sum, { endsSoon, points }) => (endsSoon ? sum + points : sum), 0)
