/** Reserving goods with one's phone, in five round trips: session; begin; read; write; commit. */
import type { RedemptionDetail, RedemptionReserveInput } from '#types/redemption'
import { storeIdOf } from '#types/store'
import type { Call } from '../../kernel/action'
import { type Tx, UniqueTaken } from '../../kernel/db'
import { refuse } from '../../kernel/errors'
import { hash } from '../../kernel/ids'
import { maskHouseNumber, maskName } from '../../kernel/mask'
import { recall } from '../../kernel/requests'
import { openAccount, villageOf } from '../ledger'
import type { HouseholdRecord } from '../person'
import { reserve as decide, type Opening } from './open'
import type { RedemptionRecord } from './record'
import { keep, readGoods, readHouseholdAccount } from './settle'
import { detailFor } from './view'

/** Codes drawn until one is free in the store: with a hundred million of them the second is free. */
const tries = 5

/** What stands in a redemption of the household: nobody needs more of it. */
export const maskedHousehold = ({ headName, number }: HouseholdRecord): RedemptionRecord['household'] => ({
  name: maskName(headName),
  number: maskHouseNumber(number),
})

/** A redemption's id: a repeat of the call that makes it finds it. */
export const redemptionId = ({ session, requestId }: Pick<Call, 'session' | 'requestId'>): string =>
  hash('redemption', session.personId, requestId)

/** Inserts with a fresh code; the unique index of code and store says when it is taken, or the repeat was faster. */
export async function withFreshCode<T>(call: Call, insert: (code: string, token: string) => Promise<T>): Promise<T> {
  for (let round = 0; round < tries; round++) {
    try {
      return await insert(call.ids.digits(8), call.ids.random())
    } catch (error) {
      if (!(error instanceof UniqueTaken)) throw error
    }
  }
  return refuse('BUSY')
}

/** @throws Refusal NO_HOUSEHOLD, OTHER_VILLAGE, POINTS_SHORT and what the shelf, the price and the allowance refuse */
export async function reserve(call: Call, asked: RedemptionReserveInput): Promise<RedemptionDetail> {
  const { db, session, now, requestId, inputHash } = call
  const householdId = session.householdId ?? refuse('NO_HOUSEHOLD')
  const storeId = storeIdOf(villageOf(session.areas))
  const _id = redemptionId(call)
  const request = { requestId, personId: session.personId, inputHash, at: now }

  const attempt = async (tx: Tx, code: string, token: string): Promise<RedemptionRecord> => {
    const [known, [goods], account, household] = await Promise.all([
      tx.get<RedemptionRecord>('redemptions', _id),
      readGoods(tx, [asked.goodsId]),
      readHouseholdAccount(tx, householdId),
      tx.get<HouseholdRecord>('households', householdId),
    ])
    if (known) {
      recall(known.requests, request)
      return known
    }
    if (!goods || !household) return refuse('NOT_FOUND')
    if (goods.storeId !== storeId) refuse('OTHER_VILLAGE')
    const owner = { kind: 'household' as const, id: householdId }
    const payer = account ?? openAccount('goods', { owner, name: household.headName, areas: household.areas })
    const opening: Opening & { personId: string } = {
      ...{ _id, storeId, areas: goods.areas, householdId, personId: session.personId },
      ...{ household: maskedHousehold(household), code, token, requests: [request] },
    }
    const settled = decide(opening, [asked], [goods], payer, now)
    await keep(tx, settled, true)
    return settled.redemption
  }

  const made = await withFreshCode(call, (code, token) => db.transact((tx) => attempt(tx, code, token)))
  return detailFor(call, made)
}
