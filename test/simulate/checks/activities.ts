/** What must be true of activities: no place given twice, nobody who came forgotten, everybody's hours recorded once. */
import type { ActivityRecord, SignUpRecord } from '../../../cloudfunctions/domain/activity/record'
import type { Books, Checks } from '../life'

/** What was told to an organizer, under `activities`, and to whoever checked in or out, under `attendances`. */
export interface Published {
  id: string
}
export interface Attended {
  activityId: string
  personId: string
  event: 'checkIn' | 'checkOut'
}

const doubled = (values: readonly string[]) => new Set(values).size < values.length

/** Whether no more have a place than there are, each once. Pure. */
export function seated({ _id, placed, waiting, taken, queue, capacity, state, live }: ActivityRecord): string[] {
  const problems: string[] = []
  if (placed.length > capacity) problems.push(`${placed.length} have one of ${capacity} places`)
  if (doubled([...placed, ...waiting])) problems.push('somebody has two places')
  if (taken !== placed.length || queue !== waiting.length) problems.push(`it counts ${taken} and ${queue}`)
  if (waiting.length > 0 && placed.length < capacity && state === 'open')
    problems.push('somebody waits beside a free place')
  if (live !== (state === 'open' || state === 'running')) problems.push(`it is ${state} and ${live ? '' : 'not '}live`)
  return problems.map((problem) => `activity ${_id}: ${problem}`)
}

/** Whether the sign-ups say what the activity says, and hours are recorded when it is over. Pure. */
export function recorded(activity: ActivityRecord, signUps: readonly SignUpRecord[]): string[] {
  const byPerson = new Map(signUps.map((signUp) => [signUp.personId, signUp]))
  const must = (people: readonly string[], status: SignUpRecord['status']) =>
    people.flatMap((personId) => {
      const found = byPerson.get(personId)?.status
      return found === status ? [] : [`${personId} is ${status} there and ${found} in the own record`]
    })
  const hours = signUps.flatMap(({ personId, status, hours, checkedIn, filledIn }) => {
    const counts = status === 'placed' || status === 'added'
    if (activity.state !== 'finished' || !counts) return []
    if (hours === undefined) return [`it is finished and ${personId} has no hours`]
    if (hours > activity.mostHours) return [`${personId} has ${hours} of ${activity.mostHours} hours`]
    return hours > 0 && !checkedIn && !filledIn ? [`${personId} has ${hours} hours without having come`] : []
  })
  const problems = [...must(activity.placed, 'placed'), ...must(activity.waiting, 'waiting'), ...hours]
  return problems.map((problem) => `activity ${activity._id}: ${problem}`)
}

/** Whether everybody who was told that they had come or gone is in the list so. Pure. */
export function remembered(told: readonly Attended[], signUps: readonly SignUpRecord[]): string[] {
  const known = new Map(signUps.map((signUp) => [`${signUp.activityId} ${signUp.personId}`, signUp]))
  return told.flatMap(({ activityId, personId, event }) => {
    const signUp = known.get(`${activityId} ${personId}`)
    const kept = event === 'checkIn' ? signUp?.checkedIn : signUp?.checkedOut
    return kept ? [] : [`activity ${activityId}: the ${event} of ${personId} is lost`]
  })
}

/** Whether every activity that an organizer was told of is there, and none beside them. Pure. */
export function publishedOnce(told: readonly Published[], activities: readonly ActivityRecord[]): string[] {
  const ids = new Set(activities.map(({ _id }) => _id))
  const known = new Set(told.map(({ id }) => id))
  return [
    ...told.flatMap(({ id }) => (ids.has(id) ? [] : [`activity ${id} is lost`])),
    ...(known.size < told.length ? ['two publications were answered with one activity'] : []),
    ...activities.flatMap(({ _id, demo }) => (demo || known.has(_id) ? [] : [`nobody published ${_id}`])),
  ]
}

export const activityChecks: Checks = {
  touched: (books, collection, id) => {
    if (collection !== 'activities') return []
    const activity = books.row<ActivityRecord>('activities', id)
    return activity ? seated(activity) : [`activity ${id} is lost`]
  },
  daily: (books: Books) => {
    const activities = books.rows<ActivityRecord>('activities')
    return [
      ...publishedOnce(books.told('activities'), activities),
      ...activities.flatMap(seated),
      ...activities
        .filter(({ demo }) => !demo)
        .flatMap((activity) => recorded(activity, books.rows('signUps', { activityId: activity._id }))),
      ...remembered(books.told('attendances'), books.rows('signUps')),
    ]
  },
}
