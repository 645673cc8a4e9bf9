/** A day of the village for the count of calls: points are declared and decided, an activity is signed up for, held and finished. */
import type { ActionName } from '#types/permissions'
import { activityTools, minutes } from '../test/support/activity'
import { type DemoCloud, hours } from '../test/support/demo'
import { type CallCost, lastCost } from './calls-cost'

type Heard = (name: string, cost: CallCost) => void

/** Calls, and tells what it cost, under its name with what tells it apart. */
const telling =
  (cloud: DemoCloud, heard: Heard) =>
  async <Name extends ActionName>(who: string, action: Name, data: object, apart = '') => {
    const answer = await cloud.ok(who, action, data)
    heard(`${action}${apart && ` ${apart}`}`, lastCost(cloud, action))
    return answer
  }

/** Claims from declaration to publicity, and the passbooks. */
async function points(cloud: DemoCloud, heard: Heard): Promise<void> {
  const call = telling(cloud, heard)
  const on = cloud.now().toISOString().slice(0, 10)
  const deed = { ruleId: 'toilet-clean', on, words: '天天打扫' }
  // the rules of a village are kept for a minute: read before anything is counted
  const first = await cloud.ok('villager-tian', 'claim.declare', deed)
  await call('villager-tian', 'claim.withdraw', { claimId: first.id, version: first.version })
  const { id, version } = await call('villager-tian', 'claim.declare', deed)
  await call('worker-tian', 'claim.list', { view: 'toVerify' }, 'toVerify')
  const verified = await call('worker-tian', 'claim.verify', { claimId: id, version })
  await call('secretary-tian', 'claim.list', { view: 'toApprove' }, 'toApprove')
  await call('secretary-tian', 'claim.approve', { claimId: id, version: verified.version })
  await call('neighbour-tian', 'claim.list', { view: 'published' }, 'published')
  const other = await cloud.ok('villager-tian', 'claim.declare', deed)
  await call('worker-tian', 'claim.reject', { claimId: other.id, version: other.version, reason: '看过了，没有打扫' })
  await call('villager-tian', 'claim.list', { view: 'mine' }, 'mine')
  await call('villager-tian', 'claim.get', { claimId: id })
  await call('villager-tian', 'points.account', {})
  await call('villager-tian', 'points.entries', { unit: 'goods' })
  const { householdId } = cloud.personOf('villager-tian')
  await call('worker-tian', 'points.look', { householdId })
}

/** An activity with more people than places, from signing up to the summary. */
async function activity(cloud: DemoCloud, heard: Heard): Promise<void> {
  const call = telling(cloud, heard)
  const { publish, get, code } = activityTools(() => cloud)
  const called = await publish()
  await call('villager-tian', 'activity.signUp', { activityId: called.id, photoConsent: true })
  const { version: first, title, text, place, startsAt, endsAt, capacity } = called
  const plan = { title, text, startsAt, endsAt, capacity, place: `${place}东头` }
  const changed = await call('secretary-tian', 'activity.change', { activityId: called.id, version: first, ...plan })
  await call('secretary-tian', 'activity.cancel', {
    ...{ activityId: called.id, version: changed.version, reason: '明天有大雨' },
  })
  const published = await publish({ capacity: 3 })
  const { id: activityId } = published
  for (const who of ['villager-tian', 'elder-tian', 'member-tian', 'neighbour-tian'])
    await call(who, 'activity.signUp', { activityId, photoConsent: true })
  // whoever waits moves up
  await call('elder-tian', 'activity.signOff', { activityId })
  for (const view of ['open', 'mine']) await call('villager-tian', 'activity.list', { view }, view)
  await call('secretary-tian', 'activity.list', { view: 'organized' }, 'organized')
  await call('villager-tian', 'activity.get', { activityId })
  await cloud.pass(hours(3) + minutes(1))
  const shown = await cloud.ok('secretary-tian', 'activity.code', { activityId })
  await call('villager-tian', 'activity.checkIn', { activityId, code: shown.qrText })
  await call('member-tian', 'activity.checkIn', { activityId, code: shown.code }, 'typed')
  await cloud.pass(hours(2))
  await call('villager-tian', 'activity.checkOut', { activityId, code: await code(published) })
  await call('secretary-tian', 'activity.attendees', { activityId })
  const { version } = await get('secretary-tian', published)
  await call('secretary-tian', 'activity.finish', { activityId, version, summary: '清出垃圾三车' })
}

/** Walks both once; tells `heard` what each call cost. */
export async function walkVillage(cloud: DemoCloud, heard: Heard): Promise<void> {
  await points(cloud, heard)
  await activity(cloud, heard)
  // what the deeds of the day still owe
  await cloud.pass(minutes(1))
}
