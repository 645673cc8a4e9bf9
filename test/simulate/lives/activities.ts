/** Activities: secretaries publish, people sign up and off, come and go by the code on the organizer's screen. */
import type { ActivityEvent } from '#types/activity-loop'
import type { ActivityRecord } from '../../../cloudfunctions/domain/activity/record'
import type { Attended, Published } from '../checks/activities'
import type { Hand, Life } from '../life'
import { weighted } from '../plan'

const hour = 3_600_000

/** How often a button is pressed where it is shown. */
const appetite: Partial<Record<ActivityEvent, number>> = {
  signUp: 6,
  signOff: 1,
  checkIn: 8,
  checkOut: 6,
  cancel: 0.5,
  fillIn: 2,
  finish: 4,
  withdrawConsent: 0.5,
}

/** What somebody learns whom another, or the clock, was faster than; a full one shows its button to whoever is eligible. */
const tooLate = new Set(['CONFLICT', 'EVENT_NOT_ALLOWED', 'ACTIVITY_FULL'])

/** The organizer in whose village something is held. */
const secretaries: Record<string, string> = {
  '411521105204': 'secretary-tian',
  '411521208208': 'secretary-diao',
  '411521109208': 'secretary-zheng',
}

const organizes = ({ me }: Hand) => me.posts.some(({ role }) => role === 'villageSecretary')

async function publish(hand: Hand): Promise<void> {
  const { random, books, call, tell, touched, wrong, me } = hand
  const startsAt = new Date(books.now.getTime() + random.between(1, 30) * hour)
  const endsAt = new Date(startsAt.getTime() + random.between(2, 4) * hour)
  const answer = await call('activity.publish', {
    kind: weighted(random, { volunteering: 4, training: 2 }),
    areaId: me.posts.find(({ role }) => role === 'villageSecretary')!.areaId!,
    ...{ title: '模拟清扫', text: '带好手套', place: '村委会' },
    ...{ startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), capacity: random.between(1, 3) },
    filledInEarns: random.chance(0.5),
  })
  if (!answer.ok) return wrong(`activity.publish by ${me.id}: ${answer.error.code} ${answer.error.message}`)
  tell('activities', { id: answer.data.id } satisfies Published)
  touched('activities', answer.data.id)
}

async function press(hand: Hand): Promise<void> {
  const { random, books, call, tell, touched, wrong, me, rivalled } = hand
  const found = books
    .rows<ActivityRecord>('activities')
    .filter(
      ({ areaId, state }) =>
        me.areas.concat(me.posts.flatMap(({ areas }) => areas)).includes(areaId) && state !== 'cancelled',
    )
  if (found.length === 0) return
  const activity = random.pick(found)
  const activityId = activity._id
  const got = await call('activity.get', { activityId })
  if (!got.ok) return
  // of no use to whoever never gave it: there are no photos in this life
  const useful = (event: ActivityEvent) => event !== 'withdrawConsent' || got.data.mine?.photoConsent === true
  const shown = got.data.events.filter((event) => event in appetite && useful(event))
  if (shown.length === 0) return
  const event = weighted(
    random,
    Object.fromEntries(shown.map((one) => [one, appetite[one]!])) as Record<ActivityEvent, number>,
  )
  const { version } = got.data
  const code = async () => {
    const shows = await hand.with(secretaries[activity.areas[2]!]!).call('activity.code', { activityId })
    return shows.ok ? shows.data.code : '000000'
  }
  const fillIn = async () => {
    const personId = random.pick([...activity.placed, hand.somebody('villager-tian').personId])
    return call('activity.fillIn', { activityId, personId, hours: 1.5, reason: '模拟：忘了签到' })
  }
  const answer = await {
    signUp: () => call('activity.signUp', { activityId, photoConsent: true }),
    signOff: () => call('activity.signOff', { activityId }),
    checkIn: async () => call('activity.checkIn', { activityId, code: await code() }),
    checkOut: async () => call('activity.checkOut', { activityId, code: await code() }),
    cancel: () => call('activity.cancel', { activityId, version, reason: '模拟：下雨' }),
    fillIn: fillIn as never,
    finish: () => call('activity.finish', { activityId, version, summary: '模拟：都干完了' }),
    withdrawConsent: () => call('activity.withdrawConsent', { activityId }),
  }[event as 'signUp']()
  touched('activities', activityId)
  if (answer.ok && (event === 'checkIn' || event === 'checkOut'))
    tell('attendances', { activityId, personId: me.personId, event } satisfies Attended)
  // who may be filled in is the organizer's to know; a code dies while its call is tried again
  if (
    answer.ok ||
    event === 'fillIn' ||
    answer.error.code === 'CHECK_IN_CODE_WRONG' ||
    answer.error.code === 'ACTIVITY_FULL'
  )
    return
  if (rivalled && tooLate.has(answer.error.code)) return
  wrong(
    `activity ${activityId}: ${event} was shown to ${me.id} and refused: ${answer.error.code} ${answer.error.message}`,
  )
}

export const activities: Life = {
  name: 'activities',
  share: 3,
  cast: {
    ...{ 'secretary-tian': 5, 'secretary-diao': 3, 'secretary-zheng': 3 },
    ...{ 'villager-tian': 4, 'neighbour-tian': 4, 'elder-tian': 3, 'member-tian': 4, 'volunteer-tian': 4 },
    ...{ 'villager-diao': 3, 'member-diao': 3, 'villager-zheng': 3, 'member-zheng': 3 },
  },
  act: (hand) => (organizes(hand) && hand.random.chance(0.35) ? publish(hand) : press(hand)),
}
