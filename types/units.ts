/** Words of the books that both sides read: units, owners, kinds of entries with their sentences. Without valibot. */

/** goods: villagers' points, spent in the shop. merit: members', workers' and villages' points, for assessment. Never exchanged. */
export const units = { goods: '爱心积分', merit: '先锋积分' } as const
export type Unit = keyof typeof units

/** Who can own an account. */
export const ownerKinds = { household: '户', person: '个人', organization: '单位', area: '村' } as const
export type OwnerKind = keyof typeof ownerKinds

/** Kinds of entries with the passbook's sentence: `{what}` says what for, the other blanks come from the entry. */
export const entryKinds = {
  award: '{what}，得 {points} 分',
  deduction: '{what}，扣 {points} 分',
  hold: '预订{what}，先扣 {points} 分',
  release: '{what}没有领取，退回 {points} 分',
  take: '{what}已领取',
  redeem: '凭爱心卡兑换{what}，用 {points} 分',
  giveBack: '{what}退货，退回 {points} 分',
  expiry: '{what}到期清零 {points} 分',
  reversal: '更正“{what}”：{reason}',
} as const
export type EntryKind = keyof typeof entryKinds

/** The passbook's line: the kind's sentence filled in, and what went to an older debt. */
export function entrySentence(kind: EntryKind, words: Readonly<Record<string, string>>): string {
  const line = entryKinds[kind].replace(/\{(\w+)\}/g, (_, key: string) => words[key] ?? '')
  if (words.repaid) return `${line}，其中 ${words.repaid} 分补以前欠的`
  return words.owed ? `${line}，余下 ${words.owed} 分从以后的积分里补` : line
}
