/** What a keeper scans or types, as the cloud takes it. Pure. */
import { tokenIn } from '../qr-text'

/** Digits of a code. */
export const codeLength = 8

/** Digits alone, at most as many as a code has: people read them out in groups. */
export const digitsOf = (text: string): string => text.replace(/\D/g, '').slice(0, codeLength)

/** A code of eight digits or what the QR holds; undefined for anything else, which isn't worth a counted try. */
export function shownIn(text: string): { code: string } | { token: string } | undefined {
  const plain = text.replace(/\s/g, '')
  if (/^\d{8}$/.test(plain)) return { code: plain }
  const token = tokenIn('redemption', plain)
  return token === undefined ? undefined : { token }
}
