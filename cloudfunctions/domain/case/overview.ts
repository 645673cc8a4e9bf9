/** What the home page asks of cases: everything that concerns somebody in person, and what lies on a desk; one query each. */
import type { TodoKind } from '#types/labels'
import type { HandlingLevel, Session } from '#types/roles'
import type { Db } from '../../kernel/db'
import { type SummaryRecord, summaryFields } from './view'

/** Rows read at most: figures above it are shown as 99+. */
const most = 100

const fields = [...summaryFields, 'open', 'filerId', 'handlerId', 'offeredTo', 'poolArea'] as const

type PersonalRecord = SummaryRecord & {
  open: boolean
  filerId: string
  handlerId?: string
  offeredTo: string | null
  poolArea: string | null
}

/** Cases by what they are to somebody; due first. One case can be in several. */
export interface PersonalCases {
  /** Filed and not over, or waiting for the filer's word. */
  filed: PersonalRecord[]
  offered: PersonalRecord[]
  running: PersonalRecord[]
  /** In a pool that the person may take from. */
  pool: PersonalRecord[]
  /** Handled and over since `month`. */
  done: PersonalRecord[]
}

/** Everything that concerns somebody in person, in one query; 100 at most, what is due first coming first. */
export async function personalCases(
  db: Db,
  session: Session,
  pools: readonly string[],
  month: Date,
): Promise<PersonalCases> {
  const { command: _ } = db
  const mine = { filerId: _.in([...session.identities]) }
  const taken = [
    { offeredTo: session.personId },
    { handlerId: session.personId, open: true },
    { handlerId: session.personId, open: false, updatedAt: _.gte(month) },
    ...(pools.length > 0 ? [{ poolArea: _.in([...pools]) }] : []),
  ]
  const rows = await db.find<PersonalRecord>('cases', {
    where: session.posts.length > 0 ? (_.or([mine, ...taken]) as object) : mine,
    sort: [
      ['nextDue', 'asc'],
      ['_id', 'asc'],
    ],
    limit: most,
    fields,
  })
  const isMine = (row: PersonalRecord) => session.identities.includes(row.filerId)
  return {
    filed: rows.filter((row) => isMine(row) && (row.open || row.state === 'resolved')),
    offered: rows.filter((row) => row.offeredTo === session.personId),
    running: rows.filter((row) => row.handlerId === session.personId && row.open),
    pool: rows.filter((row) => row.poolArea !== null && pools.includes(row.poolArea) && !isMine(row)),
    done: rows.filter((row) => row.handlerId === session.personId && !row.open),
  }
}

/** What lies on some desks, by what it waits for; counted up to 100 in all. */
export async function deskOf(
  db: Db,
  desks: readonly { level: HandlingLevel; areaId: string }[],
  now: Date,
): Promise<{ counts: Record<TodoKind, number>; next: SummaryRecord[] }> {
  const { command: _ } = db
  const areas = _.in(desks.map(({ areaId }) => areaId))
  const level = _.in(desks.map((desk) => desk.level))
  const rows = await db.find<PersonalRecord>('cases', {
    where: _.or([
      { areas, open: true, level },
      { areas, open: false, state: 'resolved', 'forWhom.who': 'another' },
    ]) as object,
    sort: [
      ['nextDue', 'asc'],
      ['_id', 'asc'],
    ],
    limit: most,
    fields,
  })
  const open = rows.filter((row) => row.open)
  const of = (state: PersonalRecord['state']) => open.filter((row) => row.state === state).length
  return {
    counts: {
      collected: of('collected'),
      assessed: of('assessed'),
      dispatched: of('dispatched'),
      handling: of('handling'),
      resolved: rows.length - open.length,
      overdue: open.filter((row) => row.nextDue < now).length,
    },
    next: open,
  }
}
