/** The lists people work from: each one query on one index, paged by a cursor, 50 rows at most. */

import distance from '@turf/distance'
import { stringSimilarity } from 'string-similarity-js'
import {
  CaseListInput,
  type CaseListOutput,
  CaseSimilarInput,
  type CaseSimilarOutput,
  type CaseView,
} from '#types/case'
import type { Location } from '#types/common'
import { areaReaders, type HandlingLevel, levelStaff, orderTakers, postsOf, type Session } from '#types/roles'
import { type Action, action, type Call } from '../../kernel/action'
import type { Db } from '../../kernel/db'
import { refuse } from '../../kernel/errors'
import { pageOf, readCursor } from '../../kernel/page'
import { type CaseRecord, levelAreas } from './record'
import { placeOf } from './routing'
import { type SummaryRecord, summaryFields, summaryOf } from './view'

type Where = Record<string, unknown>
type Order = { field: 'nextDue' | 'updatedAt'; direction: 'asc' | 'desc' }

interface Plan {
  where: Where
  order: Order
  /** Whether the rows are the caller's to see whole; the pool shows private cases without their words. */
  full: boolean
}

/** Levels at which the session works, with the areas it holds there. */
export function desks(session: Session): { level: HandlingLevel; areaId: string }[] {
  return (Object.keys(levelStaff) as HandlingLevel[]).flatMap((level) =>
    postsOf(session, levelStaff[level]).flatMap(({ areaId }) => (areaId ? [{ level, areaId }] : [])),
  )
}

/** Areas whose pool the session may take from: those its taker posts lie in, town at the widest, and home's. */
export function poolAreas(session: Session): string[] {
  const posts = postsOf(session, orderTakers)
  if (posts.length === 0) return []
  return [...new Set([...posts.flatMap((post) => post.areas), ...session.areas])].filter((area) => area.length >= 9)
}

/** Area of the caller's highest reading post, or the one asked for when a post covers it. */
function areaFor(call: Call, asked: string | undefined): string {
  const areas = postsOf(call.session, areaReaders).flatMap(({ areaId }) => (areaId ? [areaId] : []))
  if (areas.length === 0) refuse('FORBIDDEN')
  if (asked === undefined) return areas.sort((a, b) => a.length - b.length)[0]!
  if (!areas.some((area) => asked.startsWith(area))) refuse('FORBIDDEN')
  return asked
}

/** One plan a view: what to ask the database for. */
const plans: Record<CaseView, (call: Call, input: CaseListInput) => Plan> = {
  mine: ({ db, session }) => ({
    where: { filerId: db.command.in([...session.identities]) },
    order: { field: 'updatedAt', direction: 'desc' },
    full: true,
  }),
  todo: ({ db, session }, { state }) => {
    const at = desks(session)
    if (at.length === 0) refuse('FORBIDDEN')
    const { command: _ } = db
    const areas = _.in(at.map(({ areaId }) => areaId))
    // resolved for somebody without a phone: a worker has to ask them
    if (state === 'resolved') {
      return {
        where: { areas, open: false, 'forWhom.who': 'another' },
        order: { field: 'nextDue', direction: 'asc' },
        full: true,
      }
    }
    const level = _.in(at.map((desk) => desk.level))
    return { where: { areas, open: true, level }, order: { field: 'nextDue', direction: 'asc' }, full: true }
  },
  handling: ({ session }) => ({
    where: { handlerId: session.personId, open: true },
    order: { field: 'nextDue', direction: 'asc' },
    full: true,
  }),
  offered: ({ db, session }) => {
    const organizations = postsOf(session, ['departmentOfficer']).flatMap(({ organizationId }) =>
      organizationId ? [organizationId] : [],
    )
    return {
      where: { offeredTo: db.command.in([session.personId, ...organizations]) },
      order: { field: 'nextDue', direction: 'asc' },
      full: true,
    }
  },
  pool: ({ db, session }) => {
    const areas = poolAreas(session)
    if (areas.length === 0) refuse('FORBIDDEN')
    return { where: { poolArea: db.command.in(areas) }, order: { field: 'nextDue', direction: 'asc' }, full: false }
  },
  area: (call, { areaId, state }) =>
    state
      ? { where: { areas: areaFor(call, areaId) }, order: { field: 'updatedAt', direction: 'desc' }, full: true }
      : {
          where: { areas: areaFor(call, areaId), open: true },
          order: { field: 'nextDue', direction: 'asc' },
          full: true,
        },
  overdue: (call, { areaId }) => ({
    where: { areas: areaFor(call, areaId), open: true, nextDue: call.db.command.lt(call.now) },
    order: { field: 'nextDue', direction: 'asc' },
    full: true,
  }),
}

/** The rows after a cursor. Two sorts only: by what is due first, and by what changed last. */
function after(db: Db, { field, direction }: Order, cursor: string | undefined): Where[] {
  if (!cursor) return []
  const { command: _ } = db
  const [at, id] = readCursor(cursor, 2) as [Date, string]
  const beyond = direction === 'asc' ? _.gt(at) : _.lt(at)
  return [_.or([{ [field]: beyond }, { [field]: at, _id: _.gt(id) }]) as unknown as Where]
}

/** Rows of a view. Exported for the home page. */
export async function rowsOf(call: Call, input: CaseListInput): Promise<CaseListOutput> {
  const { db, session } = call
  const { command: _ } = db
  const plan = plans[input.view](call, input)
  const limit = input.limit ?? 20
  const more: Where = {
    ...(input.state ? { state: input.state } : {}),
    ...(input.kind ? { kind: input.kind } : {}),
    // whom a case is about doesn't learn of it, in no list
    aboutPersonId: _.nin([...session.identities]),
  }
  const found = input.search ? [searching(db, input.search)] : []
  const conditions = [{ ...plan.where, ...more }, ...found, ...after(db, plan.order, input.cursor)]
  const records = await db.find<SummaryRecord>('cases', {
    where: conditions.length > 1 ? (_.and(conditions as never) as unknown as Where) : conditions[0]!,
    sort: [
      [plan.order.field, plan.order.direction],
      ['_id', 'asc'],
    ],
    limit: limit + 1,
    fields: summaryFields,
  })
  return pageOf(
    records,
    limit,
    (record) => summaryOf(record, plan.full),
    (record) => [record[plan.order.field], record._id],
  )
}

/** By number, or by words of the matter or the place. The text is quoted: nobody's search is a pattern. */
function searching(db: Db, text: string): Where {
  const { command: _ } = db
  const pattern = new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i')
  return _.or([{ number: pattern }, { words: pattern }, { 'place.text': pattern }]) as unknown as Where
}

const list = action('case.list', CaseListInput as never, async (call: Call, input: CaseListInput) => {
  call.scopeChecked()
  return rowsOf(call, input)
})

/** What counts as the same matter (domain.md §2, duplicates): category, 200 m, 72 h, similar words. */
const sameMatter = { metres: 200, hours: 72, likeness: 0.3 } as const

interface Place {
  location?: Location
}

const apart = (a: Location, b: Location): number =>
  distance([a.longitude, a.latitude], [b.longitude, b.latitude], { units: 'meters' })

/** Whether two tell of the same matter. Without both places the words must be more alike. Pure. */
function isSimilar(mine: { words: string; place: Place }, other: { words: string; place: Place }): boolean {
  const likeness = mine.words && other.words ? stringSimilarity(mine.words, other.words) : 0
  if (mine.place.location && other.place.location) {
    return (
      apart(mine.place.location, other.place.location) <= sameMatter.metres &&
      (likeness >= sameMatter.likeness || !mine.words || !other.words)
    )
  }
  return likeness >= sameMatter.likeness * 1.5
}

const similar = action(
  'case.similar',
  CaseSimilarInput,
  async ({ db, session, now }, input): Promise<CaseSimilarOutput> => {
    const { areas } = await placeOf(db, input.place, session.areas, now)
    const village = levelAreas(areas).village!
    const { command: _ } = db
    const since = new Date(now.getTime() - sameMatter.hours * 3_600_000)
    const recent = await db.find<CaseRecord>('cases', {
      where: {
        village,
        category: input.category,
        submittedAt: _.gte(since),
        open: true,
        visibility: 'village',
        hiddenWords: false,
      },
      sort: [['submittedAt', 'desc']],
      limit: 50,
      fields: [...summaryFields, 'filerId'],
    })
    const alike = recent.filter((record) => isSimilar(input, record) && record.aboutPersonId === undefined).slice(0, 5)
    const others = alike.filter((record) => !session.identities.includes(record.filerId))
    const supports =
      others.length > 0
        ? await db.find<{ _id: string; caseId: string }>('supports', {
            where: { _id: _.in(others.map((one) => `${one._id}:${session.personId}`)) },
            limit: 5,
          })
        : []
    return {
      rows: alike.map((record) => ({
        ...summaryOf(record, false),
        supported: supports.some(({ caseId }) => caseId === record._id),
      })),
    }
  },
)

export const listActions: Action[] = [list, similar]
