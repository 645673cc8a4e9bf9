/**
 * The code on the organizer's screen: from the secret, the activity and the half minute, so that nothing is stored and no
 * screen can foresee it. Good in its own half minute and the next one, for those who scanned it just before it changed.
 */
import { keyedHash } from '../../kernel/secret'

/** How long a code is shown. */
export const codeMs = 30_000

const windowOf = (at: Date) => Math.floor(at.getTime() / codeMs)

/** What one window shows: six digits to type, and a longer text in the QR that nobody can guess. */
interface ShownCode {
  digits: string
  qrText: string
}

function codeIn(activityId: string, window: number): ShownCode {
  const key = keyedHash('activity-code', activityId, String(window))
  const digits = String(Number.parseInt(key.slice(0, 12), 16) % 1_000_000).padStart(6, '0')
  return { digits, qrText: `sandan:activity:${activityId}:${key.slice(12, 28)}` }
}

/** The code to show now, and when the next one replaces it. */
export function codeAt(activityId: string, now: Date): ShownCode & { until: Date } {
  return { ...codeIn(activityId, windowOf(now)), until: new Date((windowOf(now) + 1) * codeMs) }
}

/** Whether what somebody typed or scanned is the code of this half minute or of the one before. */
export function isCurrentCode(activityId: string, code: string, now: Date): boolean {
  return [0, 1].some((age) => {
    const { digits, qrText } = codeIn(activityId, windowOf(now) - age)
    return code === digits || code === qrText
  })
}
