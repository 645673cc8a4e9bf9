/** An activity that is open and one that is over, with the record and the certificate that come of it. */
import type { DemoCloud } from '../support/demo'

const village = '411521105204'
const minutes = (count: number) => count * 60_000

/** What it made, by what the pages are opened with. */
export interface Served {
  activity: string
  finished: string
  certificate: string
  organization: string
}

/** @param long words that wrap at any size. The cloud's clock goes on by an hour and a half. */
export async function furnishActivities(cloud: DemoCloud, long: string): Promise<Served> {
  const at = (ms: number) => new Date(cloud.now().getTime() + ms).toISOString()
  const publish = (title: string, from: number, capacity: number) =>
    cloud.ok('secretary-tian', 'activity.publish', {
      ...{ kind: 'volunteering', areaId: village, title, text: long, place: long.slice(0, 40) },
      ...{ location: { longitude: 114.5, latitude: 32.2 }, radius: 300, capacity },
      ...{ startsAt: at(from), endsAt: at(from + minutes(60)) },
    })
  const signUp = (who: string, activityId: string, photoConsent = true) =>
    cloud.ok(who, 'activity.signUp', { activityId, photoConsent })
  const code = async (activityId: string) => ({
    activityId,
    code: (await cloud.ok('secretary-tian', 'activity.code', { activityId })).qrText,
    location: { longitude: 114.5, latitude: 32.2 },
  })

  const { id: finished } = await publish(`${long.slice(0, 30)}大扫除`, minutes(10), 20)
  for (const who of ['neighbour-tian', 'member-tian', 'elder-tian']) await signUp(who, finished, who !== 'member-tian')
  await cloud.ok('neighbour-tian', 'activity.checkIn', await code(finished))
  await cloud.pass(minutes(11))
  await cloud.pass(minutes(60))
  await cloud.ok('neighbour-tian', 'activity.checkOut', await code(finished))
  const { personId } = await cloud.ok('elder-tian', 'person.me', {})
  const reason = '人到了，手机没带，由组长作证'
  await cloud.ok('secretary-tian', 'activity.fillIn', { activityId: finished, personId, hours: 0.5, reason })
  const { version } = await cloud.ok('secretary-tian', 'activity.get', { activityId: finished })
  await cloud.ok('secretary-tian', 'activity.finish', { activityId: finished, version, summary: long })
  await cloud.pass(minutes(1))
  const neighbour = await cloud.ok('neighbour-tian', 'person.me', {})
  const [row] = (await cloud.ok('neighbour-tian', 'service.record', {})).rows
  await cloud.ok('secretary-tian', 'service.correct', {
    ...{ activityId: finished, personId: neighbour.personId, from: row!.hours, to: 0.5 },
    reason: '多记了半小时，按实到时间改',
  })

  // soon enough that the code is of use, and full: the last one waits
  const { id: activity } = await publish(`${long.slice(0, 30)}义务植树`, minutes(25), 1)
  for (const who of ['villager-tian', 'neighbour-tian']) await signUp(who, activity, who === 'villager-tian')
  const [organization] = (await cloud.ok('member-tian', 'volunteer.organizations', {})).rows
  await cloud.ok('member-tian', 'volunteer.join', { organizationId: organization!.id })
  const { recorder, date } = row!
  const { number } = await cloud.ok('neighbour-tian', 'service.certificate', {
    recorder: { kind: recorder.kind, id: recorder.id },
    from: date,
    to: date,
  })
  return { activity, finished, certificate: number, organization: organization!.id }
}
