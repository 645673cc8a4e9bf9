/**
 * What the shop's QR codes hold: what they are, then the token that the cloud knows them by. So a card that is held under the
 * scanner for redemption codes is told apart on the spot, and not counted as a wrong code. Pure.
 */

const prefixes = { redemption: 'sandan:redemption:', card: 'sandan:card:' } as const
export type QrKind = keyof typeof prefixes

export const qrText = (kind: QrKind, token: string): string => prefixes[kind] + token

/** The token in a scanned text; undefined where it isn't a code of that kind. */
export function tokenIn(kind: QrKind, scanned: string): string | undefined {
  const text = scanned.replace(/\s/g, '')
  const token = text.startsWith(prefixes[kind]) ? text.slice(prefixes[kind].length) : ''
  return /^[\w-]{16,64}$/.test(token) ? token : undefined
}
