/** What somebody may do with an activity, and which of it is the page's main button. Pure. */
import type { ActivityDetail } from '#types/activity'
import type { ActivityEvent } from '#types/activity-loop'

/** The events that this page causes, and the pages that belong to an organizer. */
export type Deed = Exclude<ActivityEvent, 'publish' | 'begin' | 'end' | 'fillIn'> | 'code' | 'attendees'

/** Only an organizer may cause one of these. */
const organizing: readonly ActivityEvent[] = ['change', 'cancel', 'fillIn', 'finish']

/** Whatever of these comes first is the main button; the others never are. */
const mainOnes: readonly Deed[] = ['code', 'checkIn', 'checkOut', 'finish', 'signUp']

/** Each event that has a button among the deeds; `fillIn` stands beside each name on the list, `withdrawConsent` beside the consent. */
const here: readonly Deed[] = ['signUp', 'checkIn', 'checkOut', 'signOff', 'finish', 'change', 'cancel']

type Facts = Pick<ActivityDetail, 'events' | 'state' | 'checkInFrom' | 'checkOutUntil'>

/** Whether somebody can check in or out by the code now, by the phone's own clock. */
const codeIsDue = ({ checkInFrom, checkOutUntil }: Facts, now: Date): boolean =>
  now >= new Date(checkInFrom) && now < new Date(checkOutUntil)

/** The buttons, main one apart. The code can be shown as long as there is an activity: the phone's clock may be wrong. */
export function deedsOf(activity: Facts, now: Date): { main?: Deed; others: Deed[] } {
  const { events, state } = activity
  const organizes = events.some((event) => organizing.includes(event))
  const deeds: Deed[] = [
    ...(organizes && (state === 'open' || state === 'running') ? (['code'] as const) : []),
    ...here.filter((deed) => events.includes(deed as ActivityEvent)),
    ...(organizes ? (['attendees'] as const) : []),
  ]
  const main = mainOnes.find((deed) => deeds.includes(deed) && (deed !== 'code' || codeIsDue(activity, now)))
  return { main, others: deeds.filter((deed) => deed !== main) }
}

/** Whether a scanned or typed text can be the code of an activity: six digits, or its own QR's text. */
export function isCodeOf(activityId: string, text: string): boolean {
  return /^\d{6}$/.test(text) || text.startsWith(`sandan:activity:${activityId}:`)
}
