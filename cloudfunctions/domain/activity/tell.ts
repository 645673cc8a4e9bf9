/** What people are told of an activity: one sentence each. Pure. */
import type { MessageKind } from '#types/message'
import { owe } from '../../kernel/outbox'
import { spoken } from '../../kernel/spoken'
import type { ActivityRecord, SignUpRecord } from './record'

const sentences = {
  remindDay: '明天有活动：“{title}”，{when}，{place}。来不了请提前退出报名。',
  remindSoon: '活动快开始了：“{title}”，{when}，{place}。到现场请签到。',
  changed: '您报名的活动有变动：“{title}”，{when}，{place}。来不了请退出报名。',
  cancelled: '活动“{title}”取消了：{reason}',
  movedUp: '您候补的活动“{title}”有名额了，{when}，{place}。来不了请退出报名。',
  recorded: '您参加“{title}”记了 {hours} 小时。',
  filledIn: '您参加“{title}”补录了 {hours} 小时：{reason}',
  corrected: '您参加“{title}”的时长由 {from} 小时更正为 {hours} 小时：{reason}',
  consentWithdrawn: '{name}不同意“{title}”的照片里有自己了，总结里请不要放。',
  photosWithdrawn: '{name}撤回了“{title}”的照片同意，{count} 张照片已经撤下，文件会删除。',
} as const
export type Telling = keyof typeof sentences

const kind: MessageKind = 'activity'

/** Where a tap leads. */
export const activityPage = (activityId: string): string => `packages/activity/detail/index?id=${activityId}`

/** A sentence with its blanks filled. */
export function say(
  telling: Telling,
  { title, startsAt, place }: Pick<ActivityRecord, 'title' | 'startsAt'> & { place?: string },
  words: Readonly<Record<string, string>> = {},
): string {
  const known: Record<string, string> = { title, when: spoken(startsAt), place: place ?? '', ...words }
  return sentences[telling].replace(/\{(\w+)\}/g, (_, key: string) => known[key] ?? '')
}

/**
 * What the activity owes to many: `people` stand in it, so that a repeat tells the same ones. The clock's from the start:
 * an organizer doesn't wait until five hundred have been told.
 */
export function oweTelling(
  activity: ActivityRecord,
  telling: Telling,
  people: readonly string[],
  words: Readonly<Record<string, string>> = {},
) {
  const id = `${activity._id}:${activity.version}:${telling}`
  return owe(id, 'tell', activity.version, { text: say(telling, activity, words), people: [...people], later: true })
}

/** What a sign-up owes to its person; `later` where somebody else's call owes it, who needn't wait for it. */
export function oweMessage(
  signUp: Pick<SignUpRecord, '_id' | 'version' | 'activityId' | 'personId'>,
  telling: Telling,
  text: string,
  later = false,
) {
  const { _id, version, activityId, personId } = signUp
  const messages = [{ personId, kind, text }]
  return owe(`${_id}:${version}:${telling}`, 'message', version, {
    messages,
    page: activityPage(activityId),
    ...(later ? { later } : {}),
  })
}

/** What a sign-up owes to whoever published the activity, when its person takes back the consent to photos. */
export function oweOrganizer(activity: ActivityRecord, signUp: SignUpRecord, photos: number) {
  const { _id, version, name } = signUp
  const telling: Telling = photos > 0 ? 'photosWithdrawn' : 'consentWithdrawn'
  const messages = [{ personId: activity.filerId, kind, text: say(telling, activity, { name, count: String(photos) }) }]
  return owe(`${_id}:${version}:${telling}`, 'message', version, { messages, page: activityPage(activity._id) })
}
