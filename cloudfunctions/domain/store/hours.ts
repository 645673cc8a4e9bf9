/** Opening hours, and how long a redemption waits. Pure. */
import { addHours, businessDate, startOfBusinessDay } from '../../kernel/time'
import type { StoreRecord } from './record'

type Hours = Pick<StoreRecord, 'opens' | 'closes' | 'weekdays'>

const minute = 60_000

/** How long a code lives (domain.md §4). */
const codeMinutes = 30

/** How long a verified code waits after closing time (domain.md §4). */
const hoursAfterClosing = 24

function at(date: string, time: string): Date {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return new Date(startOfBusinessDay(date).getTime() + (hours * 60 + minutes) * minute)
}

/** 1 Monday to 7 Sunday. */
const weekdayOf = (date: string): number => ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1

export function isOpen({ opens, closes, weekdays }: Hours, now: Date): boolean {
  const date = businessDate(now)
  return weekdays.includes(weekdayOf(date)) && at(date, opens) <= now && now < at(date, closes)
}

/** When a code made now dies. */
export const codeDies = (now: Date): Date => new Date(now.getTime() + codeMinutes * minute)

/** Until when a code verified now waits to be handed over: the day's closing time, or now when that is past, and a day. */
export function claimEnds({ closes }: Pick<Hours, 'closes'>, now: Date): Date {
  const closing = at(businessDate(now), closes)
  return addHours(closing > now ? closing : now, hoursAfterClosing)
}
