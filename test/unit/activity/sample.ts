import type { ActivityRecord, SignUpRecord } from '../../../cloudfunctions/domain/activity/record'
import { never, signUpId } from '../../../cloudfunctions/domain/activity/record'
import { Refusal } from '../../../cloudfunctions/kernel/errors'

/** Saturday the 28th of November, nine to half past eleven in Shanghai. */
export const startsAt = new Date('2026-11-28T01:00:00Z')
export const endsAt = new Date('2026-11-28T03:30:00Z')
const recorder = { kind: 'area', id: '411521105204', name: '田堰村民委员会' } as const

export const activity = (changed: Partial<ActivityRecord> = {}): ActivityRecord => ({
  ...{ _id: 'a1', kind: 'volunteering', title: '清扫河道', text: '带手套', place: '村头河道' },
  ...{ areaId: '411521105204', areaName: '田堰村', areas: ['411521', '411521105', '411521105204'], recorder },
  ...{ filerId: 'secretary', audience: 'residents', radius: 200, startsAt, endsAt, mostHours: 2.5 },
  ...{ forgotten: 'untilEnd', filledInEarns: false, capacity: 3, placed: [], waiting: [], taken: 0, queue: 0 },
  ...{ state: 'open', live: true, reminded: 'none', nextClock: never, media: [] },
  ...{ version: 1, requests: [], outbox: [] },
  ...changed,
})

export const signUp = (changed: Partial<SignUpRecord> = {}): SignUpRecord => ({
  ...{ _id: signUpId('a1', 'p1'), activityId: 'a1', personId: 'p1', name: '田小满', householdId: 'h1' },
  ...{ status: 'placed', photoConsent: false },
  ...{ kind: 'volunteering', title: '清扫河道', startsAt, recorder, corrections: [] },
  ...{ version: 1, requests: [], outbox: [] },
  ...changed,
})

/** An instant so many minutes after the start. */
export const minutesIn = (minutes: number): Date => new Date(startsAt.getTime() + minutes * 60_000)

/** The code that some work is refused with, or `ok`. */
export const codeOf = (work: () => unknown): string => {
  try {
    work()
    return 'ok'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}
