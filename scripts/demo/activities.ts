/** Activities to look at: one that is over, with its attendance, as documents; two that are open, published at the first start. */
import type { ActivityRecord, SignUpRecord } from '../../cloudfunctions/domain/activity/record'
import { never, signUpId } from '../../cloudfunctions/domain/activity/record'
import type { PersonRecord } from '../../cloudfunctions/domain/person/record'
import type { Cloud } from '../../local/main'
import type { ActivityPublishInput } from '../../types/activity'
import { businessDate, instantAt } from '../../types/business-date'
import { callerOf, mark } from './call'
import type { InventedVillage } from './village'

const startsAt = new Date('2026-11-14T00:30:00Z')
const endsAt = new Date('2026-11-14T03:00:00Z')
const minute = 60_000

/** When each came and went, in minutes after the start, with the hours that come of it; the last was filled in by hand. */
const attendance = [
  { in: -10, out: 150, hours: 2.5 },
  { in: 0, out: 120, hours: 2 },
  { in: 20, out: undefined, hours: 2 },
  { in: undefined, out: undefined, hours: 1.5 },
] as const

/** A finished activity of the village's volunteers, of whom four came. */
export function finishedActivity({ village, organizations, homes, posts }: InventedVillage): {
  activities: ActivityRecord[]
  signUps: SignUpRecord[]
} {
  const team = organizations.find(({ kind }) => kind === 'volunteers')!
  const recorder = { kind: 'organization', id: team._id, name: team.name } as const
  const secretary = posts.find(({ role }) => role === 'villageSecretary')!
  const people = [homes[1]![5]![1]!, homes[0]![4]![0]!, homes[2]![4]![0]!, homes[5]![5]![0]!]
  const activity: ActivityRecord = {
    ...{ _id: `activity:${village._id}:1`, kind: 'volunteering', title: `${mark}清扫村头河道`, place: '村头石桥边' },
    text: '清理河道两岸的白色垃圾。请穿旧衣服，手套和垃圾袋由村里准备。',
    ...{ areaId: village._id, areaName: village.name, areas: village.areas, recorder, filerId: secretary.personId },
    ...{ audience: 'residents', radius: 200, startsAt, endsAt, mostHours: 2.5, capacity: 20 },
    ...{ forgotten: 'untilEnd', filledInEarns: false, placed: people.map(({ _id }) => _id), waiting: [] },
    ...{ taken: people.length, queue: 0, state: 'finished', live: false, reminded: 'soon', nextClock: never },
    ...{ summary: '清理河道约 400 米，装运垃圾 12 袋。', media: [], demo: true },
    ...{ version: 5, requests: [], outbox: [] },
  }
  return { activities: [activity], signUps: people.map((person, n) => attended(activity, person, attendance[n]!)) }
}

function attended(
  { _id: activityId, kind, title, recorder }: ActivityRecord,
  { _id: personId, name, householdId }: PersonRecord,
  { in: came, out: went, hours }: (typeof attendance)[number],
): SignUpRecord {
  const at = (minutes: number) => ({ at: new Date(startsAt.getTime() + minutes * minute) })
  return {
    ...{ _id: signUpId(activityId, personId), activityId, personId, name },
    ...(householdId ? { householdId } : {}),
    ...{ status: 'placed', photoConsent: true, kind, title, startsAt, recorder },
    ...(came === undefined ? {} : { checkedIn: at(came) }),
    ...(went === undefined ? {} : { checkedOut: at(went) }),
    ...(came === undefined
      ? { filledIn: { hours, reason: '手机没电，现场签到表有名字', byId: 'demo', at: endsAt } }
      : {}),
    ...{ hours, corrections: [], demo: true, version: 3, requests: [], outbox: [] },
  }
}

/** Nine o'clock in Shanghai some days after today, and so many hours on. */
function nineOClock(now: Date, days: number, hours: number): Pick<ActivityPublishInput, 'startsAt' | 'endsAt'> {
  const start = instantAt(businessDate(now), '09:00').getTime() + days * 24 * 60 * minute
  return { startsAt: new Date(start).toISOString(), endsAt: new Date(start + hours * 60 * minute).toISOString() }
}

/** Two open activities, with a few who signed up. @param cloud a running local cloud with the demo county in it */
export async function playActivities(cloud: Pick<Cloud, 'call' | 'now'>, areaId: string): Promise<void> {
  const by = callerOf(cloud)
  const { id } = await by('secretary-tian', 'activity.publish', {
    ...{ kind: 'volunteering', areaId, organizationId: `organization:${areaId}:volunteers`, capacity: 12 },
    ...{ title: `${mark}给独居老人送冬衣`, text: '分三组入户，顺便看看取暖安全。', place: '村部门口集合' },
    ...nineOClock(cloud.now(), 3, 2),
  })
  for (const who of ['villager-tian', 'volunteer-tian']) {
    await by(who, 'activity.signUp', { activityId: id, photoConsent: true })
  }
  await by('secretary-tian', 'activity.publish', {
    ...{ kind: 'partyDay', areaId, capacity: 40, title: `${mark}主题党日：学习与入户` },
    ...{ text: '上午学习，随后分组走访联系户。', place: '村党群服务中心', ...nineOClock(cloud.now(), 5, 3) },
  })
}
