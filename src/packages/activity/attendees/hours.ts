/** Hours that an organizer enters by hand. Pure. */
import type { ActivityDetail, Attendee } from '#types/activity'

/**
 * What can be done about somebody's hours: `correct` where a figure is recorded, `fillIn` where they came without checking in
 * or out; nothing where attendance has yet to be counted, or it is too early or too late.
 */
export function wayOf(
  { status, hours, filledIn, checkedInAt, checkedOutAt }: Attendee,
  { events }: Pick<ActivityDetail, 'events'>,
): 'correct' | 'fillIn' | undefined {
  if (hours !== undefined && (hours > 0 || filledIn)) return 'correct'
  if (!events.includes('fillIn') || filledIn || status === 'waiting') return undefined
  return checkedInAt && checkedOutAt ? undefined : 'fillIn'
}

/** Typed hours as a number, in halves from `least` to `most`; undefined when they are none. */
export function hoursOf(typed: string, least: number, most: number): number | undefined {
  if (!/^\d{1,2}(\.[05])?$/.test(typed.trim())) return undefined
  const hours = Number(typed)
  return hours >= least && hours <= most ? hours : undefined
}
