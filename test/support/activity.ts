/** Activities of 田堰村 through the door: what the tests of activities do over and over. */
import type { ActivityDetail, ActivityPublishInput } from '#types/activity'
import type { ActivityRecord, SignUpRecord } from '../../cloudfunctions/domain/activity'
import { type DemoCloud, hours } from './demo'

export const village = '411521105204'
export const minutes = (count: number): number => count * 60_000

type One = { id: string }

/** @param cloudOf the cloud, once it has started */
export function activityTools(cloudOf: () => DemoCloud) {
  const from = (ms: number) => new Date(cloudOf().now().getTime() + ms).toISOString()
  const plan = (changed: Partial<ActivityPublishInput> = {}): ActivityPublishInput => ({
    ...{ kind: 'volunteering', areaId: village, title: '清扫河道', text: '请带手套', place: '村头河道' },
    ...{ startsAt: from(hours(3)), endsAt: from(hours(5)), capacity: 20 },
    ...changed,
  })
  const idOf = (who: string) => cloudOf().personOf(who)._id
  const code = async ({ id }: One) => (await cloudOf().ok('secretary-tian', 'activity.code', { activityId: id })).qrText
  return {
    from,
    plan,
    code,
    requestId: () => cloudOf().freshId(),
    publish: (changed: Partial<ActivityPublishInput> = {}, who = 'secretary-tian') =>
      cloudOf().ok(who, 'activity.publish', plan(changed)),
    get: (who: string, { id }: One) => cloudOf().ok(who, 'activity.get', { activityId: id }),
    signUp: (who: string, { id }: One) => cloudOf().ok(who, 'activity.signUp', { activityId: id, photoConsent: true }),
    stored: ({ id }: One) => cloudOf().rows<ActivityRecord>('activities', { _id: id })[0]!,
    part: ({ id }: One, who: string) =>
      cloudOf().rows<SignUpRecord>('signUps', { activityId: id, personId: idOf(who) })[0],
    checkIn: async (who: string, activity: ActivityDetail, more = {}) =>
      cloudOf().by(who, 'activity.checkIn', { activityId: activity.id, code: await code(activity), ...more }),
    checkOut: async (who: string, activity: ActivityDetail) =>
      cloudOf().ok(who, 'activity.checkOut', { activityId: activity.id, code: await code(activity) }),
    /** Messages to somebody that hold some words, oldest first. */
    told: (who: string, words: string) =>
      cloudOf()
        .rows<{ text: string; page: string; at: Date }>('messages', { personId: idOf(who) })
        .filter(({ text }) => text.includes(words))
        .sort((a, b) => a.at.getTime() - b.at.getTime()),
    /** Lets the clock run as often as one thing leads to another. */
    settle: async () => {
      for (let run = 0; run < 3; run++) await cloudOf().pass(minutes(1))
    },
  }
}
