/** The number of a certificate: anybody can verify it, nobody can guess another's. Pure but for the county's secret. */
import { keyedHash } from '../../kernel/secret'

/** Letters and digits that people don't mix up when they copy them: without 0, O, 1, I and L. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const length = 10

/**
 * `ZY-261126-7K3F9QW2HM` from whose request it is, so that a repeat gets the same; 31¹⁰ numbers a day.
 * @param date business date of issue
 */
export function certificateNumber(personId: string, requestId: string, date: string): string {
  let rest = BigInt(`0x${keyedHash('certificate', personId, requestId)}`)
  let letters = ''
  for (let n = 0; n < length; n++) {
    letters += alphabet.charAt(Number(rest % BigInt(alphabet.length)))
    rest /= BigInt(alphabet.length)
  }
  return `ZY-${date.slice(2).replaceAll('-', '')}-${letters}`
}
