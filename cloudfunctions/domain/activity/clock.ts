/** What the clock owes an activity: reminders, begin, end, finish, and places for those who wait. Pure. */
import { checkOutGraceMs, finishAfterMs } from '#types/activity-loop'
import { type ActivityRecord, never } from './record'

const hour = 3_600_000
const dayBeforeMs = 24 * hour
const soonBeforeMs = 2 * hour

type Facts = Pick<ActivityRecord, 'state' | 'startsAt' | 'endsAt' | 'reminded' | 'capacity' | 'taken' | 'queue'>

/** What the clock may owe; at most one a look. */
export type ClockWork = 'moveUp' | 'remindDay' | 'remindSoon' | 'begin' | 'end' | 'finish'

const before = ({ startsAt }: Facts, ms: number) => new Date(startsAt.getTime() - ms)
const after = ({ endsAt }: Facts, ms: number) => new Date(endsAt.getTime() + ms)

/** What is still to come in a state, soonest first: the table of the clock. */
function ahead(facts: Facts): { work: ClockWork; at: Date }[] {
  switch (facts.state) {
    case 'open':
      return [
        ...(facts.reminded === 'none' ? [{ work: 'remindDay' as const, at: before(facts, dayBeforeMs) }] : []),
        ...(facts.reminded !== 'soon' ? [{ work: 'remindSoon' as const, at: before(facts, soonBeforeMs) }] : []),
        { work: 'begin', at: facts.startsAt },
      ]
    case 'running':
      return [{ work: 'end', at: after(facts, checkOutGraceMs) }]
    case 'ended':
      return [{ work: 'finish', at: after(facts, finishAfterMs) }]
    default:
      return []
  }
}

/** Whether somebody waits although a place is free: when a raised capacity moves up more people than one write takes. */
const owesPlaces = ({ state, queue, taken, capacity }: Facts) => state === 'open' && queue > 0 && taken < capacity

/** When the clock has to look next. `now` counts for places that are owed at once. */
export function nextClock(facts: Facts, now: Date): Date {
  return owesPlaces(facts) ? now : (ahead(facts)[0]?.at ?? never)
}

/** What the clock owes now. Of what it missed only the last counts: nobody is reminded of tomorrow when it is today. */
export function owedWork(facts: Facts, now: Date): ClockWork | null {
  const due = ahead(facts).filter(({ at }) => at <= now)
  const work = due.at(-1)?.work ?? null
  // after the start nobody is told any more that a place is free
  return work !== 'begin' && owesPlaces(facts) ? 'moveUp' : work
}

/** Which reminders are behind an activity at an instant: one published the evening before is not announced for tomorrow. */
export function remindedBy(startsAt: Date, now: Date): ActivityRecord['reminded'] {
  const ahead = startsAt.getTime() - now.getTime()
  if (ahead <= soonBeforeMs) return 'soon'
  return ahead <= dayBeforeMs ? 'day' : 'none'
}
