/** The passbook: what an account holds and every entry that made it so; one's own, or one that a worker answers for. */
import type {
  PointsAccountOutput,
  PointsEntriesInput,
  PointsEntriesOutput,
  PointsLookInput,
  PointsLookOutput,
} from '#types/points'
import type { Unit } from '#types/units'
import type { Call } from '../../kernel/action'
import type { Db } from '../../kernel/db'
import { pageOf, pageSize, readCursor } from '../../kernel/page'
import { businessDate } from '../../kernel/time'
import { type AccountRecord, accountId, type EntryRecord, type Owner, openAccount, ownPosting } from '../ledger'
import { type HouseholdRecord, membersOf, type PersonRecord } from '../person'
import { accountView, entryView } from './view'

const day = 24 * 3_600_000

/** Holds older than this are settled: goods wait until the evening of the next day, and a clock that stood still is caught up. */
const longestHoldMs = 7 * day

/** Holds of one account in that time that are looked at. */
const mostHolds = 50

/** Entries that put others right, of one account. */
const mostReversals = 200

/**
 * Points set aside: the account's holds that nothing has settled. Summed out of the books when asked for; kept as a field it
 * would cost every hand-over a read and a write more, of an account that others write as well.
 */
async function heldIn(db: Db, account: string, now: Date): Promise<number> {
  const { command: _ } = db
  const since = _.gte(new Date(now.getTime() - longestHoldMs))
  // what settles a hold is joined to it in the store: one round trip
  const holds = await db.aggregate<Pick<EntryRecord, '_id' | 'postings'> & { settled: object[] }>(
    'entries',
    (pipeline) =>
      pipeline
        .match({ accountIds: account, kind: 'hold', at: since })
        .sort({ at: -1 })
        .limit(mostHolds)
        .lookup({ from: 'entries', localField: '_id', foreignField: 'settles', as: 'settled' })
        .project({ postings: 1, 'settled._id': 1 }),
  )
  const open = holds.filter(({ settled }) => settled.length === 0)
  return open.reduce((sum, entry) => sum - ownPosting(entry).amount, 0)
}

/** A page of an account's entries, newest first. */
async function entriesOf(db: Db, account: string, cursor: string | undefined): Promise<PointsEntriesOutput> {
  const { command: _ } = db
  const here = { accountIds: account }
  const [at, id] = cursor === undefined ? [] : readCursor(cursor, 2)
  const older = _.or([{ at: _.lt(at) }, { at, _id: _.gt(id) }])
  const [found, reversals] = await Promise.all([
    db.find<EntryRecord>('entries', {
      where: cursor === undefined ? here : _.and([here, older]),
      sort: [
        ['at', 'desc'],
        ['_id', 'asc'],
      ],
      limit: pageSize + 1,
    }),
    db.find<EntryRecord>('entries', {
      where: { ...here, kind: 'reversal' },
      sort: [['at', 'desc']],
      limit: mostReversals,
      fields: ['reverses'],
    }),
  ])
  return pageOf(
    found,
    pageSize,
    (entry) => entryView(entry, account, reversals),
    (entry) => [entry.at, entry._id],
  )
}

/** The caller's own: the household's goods points, the person's merit. */
const ownersOf = ({ session }: Call): Partial<Record<Unit, Owner>> => ({
  ...(session.householdId ? { goods: { kind: 'household', id: session.householdId } } : {}),
  merit: { kind: 'person', id: session.personId },
})

/** What the household can spend, and one's own merit where there ever was any. */
export async function account(call: Call): Promise<PointsAccountOutput> {
  const { db, session, now } = call
  const { goods, merit } = ownersOf(call)
  const accountOf = (unit: Unit, owner: Owner | undefined) =>
    owner ? db.get<AccountRecord>('accounts', accountId(unit, owner)) : null
  const [ofHousehold, ofPerson, held] = await Promise.all([
    accountOf('goods', goods),
    accountOf('merit', merit),
    goods ? heldIn(db, accountId('goods', goods), now) : 0,
  ])
  const today = businessDate(now)
  const empty = goods && openAccount('goods', { owner: goods, name: session.name, areas: session.areas })
  const household = ofHousehold ?? empty
  return {
    ...(household ? { household: accountView(household, held, today) } : {}),
    ...(ofPerson ? { merit: accountView(ofPerson, 0, today) } : {}),
  }
}

/** The entries of one's own passbook, 50 a page. */
export async function entries(call: Call, { unit, cursor }: PointsEntriesInput): Promise<PointsEntriesOutput> {
  const owner = ownersOf(call)[unit]
  return owner ? entriesOf(call.db, accountId(unit, owner), cursor) : { rows: [] }
}

/** Whose passbook is looked at: where they live now, and the people that it is about. */
async function subjectOf({ db }: Call, input: PointsLookInput) {
  if ('personId' in input) {
    const person = await db.get<PersonRecord>('people', input.personId)
    const owner: Owner = { kind: 'person', id: input.personId }
    return { unit: 'merit' as const, owner, name: person?.name, areas: person?.areas, people: [input.personId] }
  }
  const { householdId } = input
  const [household, members] = await Promise.all([
    db.get<HouseholdRecord>('households', householdId),
    membersOf(db, householdId),
  ])
  const owner: Owner = { kind: 'household', id: householdId }
  const people = members.map(({ _id }) => _id)
  return { unit: 'goods' as const, owner, name: household?.headName, areas: household?.areas, people }
}

/** The passbook of a household or person in one's area. Whoever it is about can read who looked. */
export async function look(call: Call, input: PointsLookInput): Promise<PointsLookOutput> {
  const { db, now } = call
  const id = 'personId' in input ? input.personId : input.householdId
  const kind = 'personId' in input ? 'person' : 'household'
  const sought = accountId(kind === 'person' ? 'merit' : 'goods', { kind, id })
  const [{ unit, owner, name = '', areas = [], people }, found, page, held] = await Promise.all([
    subjectOf(call, input),
    db.get<AccountRecord>('accounts', sought),
    entriesOf(db, sought, input.cursor),
    heldIn(db, sought, now),
  ])
  // somebody unknown is refused like a stranger
  call.within(areas)
  call.saw(people, '积分账户')
  const account = found ?? openAccount(unit, { owner, name, areas })
  return { account: accountView(account, held, businessDate(now)), ...page }
}
