/** Lists of activities, and the organizer's list of those who signed up. */
import type { ActivityListInput, ActivityPage, AttendeePage } from '#types/activity'
import { activityOrganizers, postsOf, type Session } from '#types/roles'
import type { Call } from '../../kernel/action'
import type { Db } from '../../kernel/db'
import { pageOf, pageSize, readCursor } from '../../kernel/page'
import { within } from './organize'
import type { ActivityRecord, SignUpRecord } from './record'
import { attendeeOf, mineOf, type SummaryRecord, summaryFields, summaryOf } from './view'

const dayMs = 24 * 3_600_000

/** What somebody signed up for lately and ahead: enough to mark the rows of a list. */
function ownSince({ db, session, now }: Call): Promise<SignUpRecord[]> {
  const since = new Date(now.getTime() - 2 * dayMs)
  return db.find<SignUpRecord>('signUps', {
    where: { personId: session.personId, startsAt: db.command.gte(since) },
    sort: [['startsAt', 'desc']],
    limit: 100,
  })
}

/** Rows behind a place in a list that is sorted by the start and the id. */
function behind({ command: _ }: Db, where: object, cursor: string | undefined, direction: 'asc' | 'desc'): object {
  if (cursor === undefined) return where
  const [startsAt, id] = readCursor(cursor, 2)
  const later = direction === 'asc' ? _.gt(startsAt) : _.lt(startsAt)
  return _.and([where, _.or([{ startsAt: later }, { startsAt, _id: _.gt(id) }])])
}

const find = (db: Db, where: object, cursor: string | undefined, direction: 'asc' | 'desc') =>
  db.find<SummaryRecord>('activities', {
    where: behind(db, where, cursor, direction),
    sort: [
      ['startsAt', direction],
      ['_id', 'asc'],
    ],
    limit: pageSize + 1,
    fields: summaryFields,
  })

/** Areas in which an activity concerns somebody: home, and those of their posts. */
const concerning = ({ areas, posts }: Session): string[] => [
  ...new Set([...areas, ...posts.flatMap((post) => post.areas)]),
]

async function open(call: Call, cursor: string | undefined): Promise<ActivityPage> {
  const { db, session } = call
  const areas = concerning(session)
  if (areas.length === 0) return { rows: [] }
  const where = { areaId: db.command.in(areas), live: true }
  const [found, own] = await Promise.all([find(db, where, cursor, 'asc'), ownSince(call)])
  const mine = new Map(own.map((signUp) => [signUp.activityId, mineOf(signUp)]))
  return pageOf(
    found,
    pageSize,
    (record) => summaryOf(record, mine.get(record._id)),
    ({ startsAt, _id }) => [startsAt, _id],
  )
}

async function organized({ db, session }: Call, cursor: string | undefined): Promise<ActivityPage> {
  const areaIds = postsOf(session, activityOrganizers).flatMap(({ areaId }) => areaId ?? [])
  if (areaIds.length === 0) return { rows: [] }
  const found = await find(db, { areas: db.command.in(areaIds) }, cursor, 'desc')
  return pageOf(
    found,
    pageSize,
    (record) => summaryOf(record, undefined),
    ({ startsAt, _id }) => [startsAt, _id],
  )
}

/** A sign-up with its activity, joined in the store. */
type Joined = SignUpRecord & { activity: SummaryRecord[] }

/** Fields that the join answers: an activity's people stay where they are. */
const joinedFields = Object.fromEntries(
  [
    ...['activityId', 'personId', 'status', 'photoConsent', 'checkedIn', 'checkedOut', 'hours', 'filledIn', 'startsAt'],
    ...['_id', ...summaryFields].map((field) => `activity.${field}`),
  ].map((field) => [field, 1] as const),
)

/** One round trip: what a row says of places is the activity's alone, so the store puts the two together. */
async function mine({ db, session }: Call, cursor: string | undefined): Promise<ActivityPage> {
  const own = { personId: session.personId, status: db.command.neq('off') }
  const found = await db.aggregate<Joined>('signUps', (pipeline) =>
    pipeline
      .match(behind(db, own, cursor, 'desc'))
      .sort({ startsAt: -1, _id: 1 })
      .limit(pageSize + 1)
      .lookup({ from: 'activities', localField: 'activityId', foreignField: '_id', as: 'activity' })
      .project(joinedFields),
  )
  const page = pageOf(
    found,
    pageSize,
    ({ activity: [activity], ...signUp }) => activity && summaryOf(activity, mineOf(signUp)),
    ({ startsAt, _id }) => [startsAt, _id],
  )
  return { ...page, rows: page.rows.flatMap((row) => row ?? []) }
}

const views = { open, mine, organized }

export const list = (call: Call, { view, cursor }: ActivityListInput): Promise<ActivityPage> =>
  views[view](call, cursor)

/** Everybody who signed up or was filled in, 50 a page: names are whole, so the look is recorded. */
export async function attendees(
  call: Call,
  cursor: string | undefined,
  found: ActivityRecord | null,
): Promise<AttendeePage> {
  const { _id: activityId } = within(call, found)
  const { db } = call
  const [after] = cursor === undefined ? [] : readCursor(cursor, 1)
  const signUps = await db.find<SignUpRecord>('signUps', {
    where: { activityId, ...(after === undefined ? {} : { _id: db.command.gt(after) }) },
    sort: [['_id', 'asc']],
    limit: pageSize + 1,
  })
  call.saw(
    signUps.slice(0, pageSize).map(({ personId }) => personId),
    '活动报名',
  )
  return pageOf(signUps, pageSize, attendeeOf, ({ _id }) => [_id])
}
