/** Redemptions besides the counter: looking, listing, cancelling, and taking back what was handed over. */
import type {
  RedemptionCancelInput,
  RedemptionDetail,
  RedemptionGetInput,
  RedemptionListInput,
  RedemptionPage,
  RedemptionParty,
  RedemptionUndoInput,
} from '#types/redemption'
import { allowsRedemption } from '#types/redemption'
import { holds, storeRoles } from '#types/roles'
import type { Call, Early } from '../../kernel/action'
import { refuse } from '../../kernel/errors'
import { pageOf, pageSize, readCursor } from '../../kernel/page'
import { factsOf, type SettlingEvent } from './decide'
import type { RedemptionRecord } from './record'
import { carryOut } from './settle'
import { worksIn } from './store'
import { detailFor, partiesOf, viewsFor } from './view'

/** For the action's `first`. */
export const findById = ({ db }: Early, { redemptionId }: { redemptionId: string }): Promise<RedemptionRecord | null> =>
  db.get<RedemptionRecord>('redemptions', redemptionId)

/** A redemption of the caller's household or of a store the caller works in. @throws Refusal NOT_FOUND */
function visible({ session }: Call, record: RedemptionRecord | null): RedemptionRecord {
  const seen =
    record && (session.householdId === record.householdId || holds(session, storeRoles, record.areas)) ? record : null
  return seen ?? refuse('NOT_FOUND')
}

export async function get(
  call: Call,
  _input: RedemptionGetInput,
  found: RedemptionRecord | null,
): Promise<RedemptionDetail> {
  call.scopeChecked()
  return detailFor(call, visible(call, found))
}

/** My household's, or those of a store one works in; newest first, 50 a page. */
export async function list(call: Call, input: RedemptionListInput): Promise<RedemptionPage> {
  const { db, session } = call
  const { command: _ } = db
  call.scopeChecked()
  if (input.view === 'store' && !worksIn(session, input.storeId, storeRoles)) refuse('FORBIDDEN')
  const where =
    input.view === 'store'
      ? { storeId: input.storeId, ...(input.state ? { state: input.state } : {}) }
      : { householdId: session.householdId ?? '' }
  const [at, id] = input.cursor ? readCursor(input.cursor, 2) : []
  const older = _.or([{ at: _.lt(at) }, { at, _id: _.gt(id) }])
  const found = await db.find<RedemptionRecord>('redemptions', {
    where: input.cursor ? _.and([where, older]) : where,
    sort: [
      ['at', 'desc'],
      ['_id', 'asc'],
    ],
    limit: pageSize + 1,
  })
  const views = await viewsFor(call, found)
  const byId = new Map(views.map((view) => [view.id, view]))
  return pageOf(
    found,
    pageSize,
    (record) => byId.get(record._id)!,
    (record) => [record.at, record._id],
  )
}

/** One event by one of the parties that the caller is. Nobody takes goods back from their own household for the store. */
async function act(
  call: Call,
  event: SettlingEvent,
  found: RedemptionRecord,
  parties: readonly RedemptionParty[],
  reason?: string,
): Promise<RedemptionDetail> {
  const { db, session, now, requestId, inputHash } = call
  const party = parties.find((one) => allowsRedemption(event, factsOf(found), one, now)) ?? parties[0]
  if (!party) return refuse('FORBIDDEN')
  if (party !== 'household' && session.householdId === found.householdId) refuse('OWN_HOUSEHOLD')
  const name = party === 'household' ? '村民' : session.name
  const made = await carryOut(db, found, {
    expected: event,
    choose: () => event,
    occasion: { party, actor: { id: session.personId, name }, now, ...(reason ? { reason } : {}) },
    request: { requestId, personId: session.personId, inputHash },
  })
  return detailFor(call, made)
}

/** By the household while reserved, by the keeper once verified. */
export async function cancel(
  call: Call,
  _input: RedemptionCancelInput,
  found: RedemptionRecord | null,
): Promise<RedemptionDetail> {
  call.scopeChecked()
  const record = visible(call, found)
  const parties = partiesOf(record, call.session).filter((party) => party !== 'manager')
  return act(call, 'cancel', record, parties)
}

/** Goods that were handed over are back: the keeper the same day, the manager at any time. */
export const takeBack =
  (event: 'undo' | 'reverse', party: 'keeper' | 'manager') =>
  async (call: Call, { reason }: RedemptionUndoInput, found: RedemptionRecord | null): Promise<RedemptionDetail> => {
    const record = found ?? refuse('NOT_FOUND')
    call.within(record.areas)
    return act(call, event, record, [party], reason)
  }

/** Reservations of one person that are cancelled when they erase themselves: more don't live within half an hour. */
const mostReserved = 50

/** Cancels what somebody has reserved, because they erase themselves (domain.md §7); what is verified is settled at the counter. */
export async function cancelReservations({ db, session, now }: Pick<Call, 'db' | 'session' | 'now'>): Promise<void> {
  const { householdId, personId } = session
  if (!householdId) return
  const reserved = await db.find<RedemptionRecord>('redemptions', {
    where: { householdId, personId, state: 'reserved' },
    sort: [['at', 'desc']],
    limit: mostReserved,
  })
  const occasion = { party: 'household' as const, actor: { id: personId, name: '村民' }, now }
  for (const record of reserved) {
    const still = (present: RedemptionRecord) => (present.state === 'reserved' ? ('cancel' as const) : null)
    await carryOut(db, record, { expected: 'cancel', choose: still, occasion })
  }
}
