/** What a caller sees of a redemption. */
import {
  allowedRedemptionEvents,
  type RedemptionDetail,
  type RedemptionEvent,
  type RedemptionParty,
  type RedemptionView,
  redemptionSentence,
} from '#types/redemption'
import { holds, type Session } from '#types/roles'
import type { Call } from '../../kernel/action'
import { factsOf } from './decide'
import type { RedemptionRecord } from './record'
import { storeOf } from './store'

/** What somebody is to a redemption. */
export function partiesOf({ householdId, areas }: RedemptionRecord, session: Session): RedemptionParty[] {
  return [
    ...(session.householdId === householdId ? (['household'] as const) : []),
    ...(holds(session, ['storeKeeper'], areas) ? (['keeper'] as const) : []),
    ...(holds(session, ['storeManager'], areas) ? (['manager'] as const) : []),
  ]
}

/** Events that take the code or the card itself: no button of a list stands for them. */
const needTheCode: readonly RedemptionEvent[] = ['reserve', 'redeemByCard', 'claim']

function eventsFor(record: RedemptionRecord, parties: readonly RedemptionParty[], now: Date): RedemptionEvent[] {
  return allowedRedemptionEvents(factsOf(record), parties, now).filter(
    (event) => !needTheCode.includes(event) && !(event === 'handOver' && record.state === 'reserved'),
  )
}

/** A redemption as somebody sees it. Pure. */
function viewOf(record: RedemptionRecord, storeName: string, session: Session, now: Date): RedemptionView {
  const { _id, storeId, state, items, points, at, byCard, household, due, handedOverAt, code, token } = record
  const parties = partiesOf(record, session)
  const waits = state === 'reserved' || state === 'claimed'
  return {
    ...{ id: _id, storeId, storeName, state, items, points, at: at.toISOString(), byCard, household },
    ...(waits
      ? { due: due.toISOString(), secondsLeft: Math.max(0, Math.floor((due.getTime() - now.getTime()) / 1000)) }
      : {}),
    ...(handedOverAt ? { handedOverAt: handedOverAt.toISOString() } : {}),
    ...(waits && parties.includes('household') ? { code, token } : {}),
    events: eventsFor(record, parties, now),
  }
}

/** Names of the stores by id. */
async function storeNames({ db, now }: Call, ids: readonly string[]): Promise<Map<string, string>> {
  const unique = [...new Set(ids)]
  const stores = await Promise.all(unique.map((id) => storeOf(db, id, now)))
  return new Map(unique.map((id, index) => [id, stores[index]?.name ?? '']))
}

/** A page's rows. */
export async function viewsFor(call: Call, records: readonly RedemptionRecord[]): Promise<RedemptionView[]> {
  const names = await storeNames(
    call,
    records.map(({ storeId }) => storeId),
  )
  return records.map((record) => viewOf(record, names.get(record.storeId) ?? '', call.session, call.now))
}

/** The receipt. */
export async function detailFor(call: Call, record: RedemptionRecord): Promise<RedemptionDetail> {
  const [view] = await viewsFor(call, [record])
  const steps = record.steps.map(({ event, at, words }) => ({
    ...{ at: at.toISOString(), event, sentence: redemptionSentence(event, words) },
  }))
  return { ...(view as RedemptionView), steps }
}
