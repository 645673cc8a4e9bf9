/** Something to show on every page, made by the people of the demo themselves. */
import { businessDate } from '#types/business-date'
import type { Me } from '#types/person'
import { furnishClaims } from '../support/claims'
import { furnishCounter } from '../support/counter'
import { furnishStore } from '../support/redemptions'
import type { CloudBeside } from '../support/weapp/cloud'

/** What {@link furnish} made, and the words by which each is known on the screen. */
export interface Things {
  /** Taken by the member, with a report of progress. */
  running: { id: string; number: string }
  /** Waits for the grid to dispatch it. */
  assessed: { id: string }
  notice: { id: string; title: string; text: string }
  job: string
  /** A month ahead, with one place that the villager has and one who waits for it. */
  activity: { id: string; title: string; date: string }
  /** Of the villager's hours. */
  certificate: { number: string; issuer: string }
  /** The village's volunteers, whom the member has joined. */
  organization: { id: string; name: string }
  /** Waits to be verified. */
  declared: { id: string }
  /** Of the villager: what was handed over, and what was reserved with its code. */
  handedOver: string
  reserved: string
  code: string
  /** Behind the counter: the number of the household that has a card, an item, goods handed over. */
  counter: { household: string; goods: string; redeemed: string }
  names: Record<'worker' | 'member' | 'villager' | 'secretary' | 'waiting' | 'branch' | 'grid' | 'post', string>
}

/** Words of the cases, by what has become of them. */
export const said = {
  running: '厨房的灯坏了，晚上看不见',
  progress: '灯座烧坏了，下午换新的',
  assessed: '堂屋的插座没电',
  offered: '电视收不到台',
  pooled: '洗衣机转不动',
  doubtful: '【待审】这几句话机器拿不准',
  look: '核对医保缴费名单',
  place: '老水塘文化广场',
  activity: '清理老水塘周边的垃圾',
  service: '给孤寡老人送饭',
} as const

const village = '411521105204'
const committee = { kind: 'area', id: village, name: '田堰村民委员会' } as const

/** An instant so many hours ahead. */
const from = (cloud: CloudBeside, hours: number) => new Date(cloud.now().getTime() + hours * 3_600_000).toISOString()

/** Two hours that somebody has served today, as they are recorded once an activity is finished. */
const serviceOf = ({ personId, name, areas }: Me, startsAt: Date) => ({
  ...{ _id: `served:${personId}`, activityId: 'served', personId, name, areas, status: 'placed', photoConsent: true },
  ...{ kind: 'volunteering', title: said.service, startsAt, recorder: committee, hours: 2 },
  ...{ corrections: [], version: 1, requests: [], outbox: [] },
})

/** Over today, of what is recorded there. */
function certificateOf(cloud: CloudBeside) {
  const today = businessDate(cloud.now())
  const { kind, id } = committee
  return cloud.ok('villager-tian', 'service.certificate', { recorder: { kind, id }, from: today, to: today })
}

/** Files, dispatches, reports, creates a place, starts a job, loses an effect: one of everything. */
export async function furnish(cloud: CloudBeside): Promise<Things> {
  const file = (words: string, urgency: 'normal' | 'urgent' = 'normal') =>
    cloud.ok('villager-tian', 'case.submit', {
      kind: 'request',
      category: 'repair',
      words,
      place: { text: '一组六号' },
      urgency,
      visibility: 'village',
      source: 'own',
    })
  const assess = async (caseId: string) => {
    const { version, urgency } = await cloud.ok('leader-tian', 'case.get', { caseId })
    const as = { category: 'repair', urgency, visibility: 'village' } as const
    return (await cloud.ok('leader-tian', 'case.assess', { caseId, version, ...as })).version
  }
  // before the cases, so that their deadlines are still to come
  const declared = await furnishClaims(cloud, '今天上午收拾好的')
  const me = await cloud.ok('member-tian', 'person.me', {})
  const villager = await cloud.ok('villager-tian', 'person.me', {})
  const worker = await cloud.ok('worker-tian', 'person.me', {})
  const secretary = await cloud.ok('secretary-tian', 'person.me', {})
  const toMember = { to: 'person', personId: me.personId! } as const
  const dispatch = async (caseId: string, target: typeof toMember | { to: 'pool' }) =>
    (await cloud.ok('leader-tian', 'case.dispatch', { caseId, version: await assess(caseId), target })).version

  const running = await file(said.running)
  await cloud.ok('member-tian', 'case.accept', { caseId: running.id, version: await dispatch(running.id, toMember) })
  await cloud.ok('member-tian', 'case.progress', { caseId: running.id, note: said.progress })
  await dispatch((await file(said.offered)).id, toMember)
  await dispatch((await file(said.pooled)).id, { to: 'pool' })
  // urgent, so that it is due before the others: the worker's home shows the first three only
  const assessed = await file(said.assessed, 'urgent')
  await assess(assessed.id)
  await file(said.doubtful)
  await cloud.ok('worker-tian', 'place.create', { areaId: worker.posts[0]!.areaId!, name: said.place })
  await cloud.ok('worker-tian', 'person.contact', { personId: villager.personId!, why: said.look })
  const activity = await cloud.ok('secretary-tian', 'activity.publish', {
    kind: 'volunteering',
    areaId: village,
    title: said.activity,
    text: '请带手套和铁锹',
    place: '村委会门口',
    startsAt: from(cloud, 30 * 24),
    endsAt: from(cloud, 30 * 24 + 2),
    capacity: 1,
  })
  for (const who of ['villager-tian', 'neighbour-tian'])
    await cloud.ok(who, 'activity.signUp', { activityId: activity.id, photoConsent: who === 'villager-tian' })
  await cloud.insert('signUps', [serviceOf(villager, cloud.now())])
  const { number, issuer } = await certificateOf(cloud)
  const { rows: organizations } = await cloud.ok('member-tian', 'volunteer.organizations', {})
  const organization = organizations[0]!
  await cloud.ok('member-tian', 'volunteer.join', { organizationId: organization.id })
  const job = await cloud.ok('admin', 'job.start', { kind: 'export', roster: 'posts', areaId: village })
  await cloud.insert('deadLetters', [
    {
      _id: 'letter',
      collection: 'cases',
      documentId: running.id,
      effect: { id: `${running.id}:3:tell`, kind: 'message.deliver', data: {} },
      error: 'FUNCTIONS_TIME_LIMIT_EXCEEDED',
      at: cloud.now(),
    },
  ])
  const { rows: notices } = await cloud.ok('villager-tian', 'notice.list', {})
  const { rows: branches } = await cloud.ok('member-tian', 'organization.list', { kind: 'branch' })
  const { rows: pending } = await cloud.ok('worker-tian', 'person.pending', {})
  const { rows: posts } = await cloud.ok('admin', 'post.list', { areaId: '411521' })
  return {
    running,
    assessed,
    notice: await cloud.ok('villager-tian', 'notice.get', { id: notices[0]!.id }),
    job: job.id,
    activity: { id: activity.id, title: activity.title, date: businessDate(new Date(activity.startsAt)) },
    certificate: { number, issuer },
    organization,
    declared,
    ...(await furnishStore(cloud)),
    counter: await furnishCounter(cloud),
    names: {
      worker: worker.name,
      member: me.name,
      villager: villager.name,
      secretary: secretary.name,
      waiting: pending[0]!.name,
      branch: branches[0]!.name,
      grid: worker.posts[0]!.areaName,
      post: posts[0]!.name,
    },
  }
}
