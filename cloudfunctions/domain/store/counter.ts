/** The counter: a keeper verifies what a villager shows and hands over; without network only what was verified before. */
import type { RedemptionClaimInput, RedemptionDetail, RedemptionHandOverInput } from '#types/redemption'
import type { Call, Early } from '../../kernel/action'
import { type Attempts, countAttempt, refuseLocked } from '../../kernel/attempts'
import type { Db } from '../../kernel/db'
import { refuse } from '../../kernel/errors'
import { recall, remember } from '../../kernel/requests'
import { bindingId } from '../../kernel/session'
import { mustAllow, type SettlingEvent, stepped } from './decide'
import { claimEnds } from './hours'
import type { RedemptionRecord } from './record'
import { carryOut } from './settle'
import { storeOf, withinStore } from './store'
import { detailFor } from './view'

type Shown = { storeId: string; code?: string; token?: string }

/** What is read at the same time as the session: the redemption shown or named, and the caller's wrong tries. */
export interface FoundByCode {
  record: RedemptionRecord | null
  attempts: Attempts | null
}

/** Wrong codes are counted by the keeper's WeChat identity, whichever store they are tried in. */
const attemptsId = (openid: string) => `code:${bindingId(openid)}`

function byCode(db: Db, { storeId, code, token }: Shown): Promise<RedemptionRecord[]> {
  if ((code === undefined) === (token === undefined))
    refuse('BAD_INPUT', { problem: '请扫码或输入 8 位兑换码', field: 'code' })
  return db.find<RedemptionRecord>('redemptions', { where: token ? { token } : { storeId, code }, limit: 1 })
}

/** For the action's `first`. */
export async function findShown(
  { db, openid }: Early,
  input: RedemptionClaimInput | RedemptionHandOverInput,
): Promise<FoundByCode> {
  if ('redemptionId' in input)
    return { record: await db.get<RedemptionRecord>('redemptions', input.redemptionId), attempts: null }
  const [[record = null], attempts] = await Promise.all([
    byCode(db, input),
    db.get<Attempts>('attempts', attemptsId(openid)),
  ])
  return { record, attempts }
}

/**
 * The redemption that was shown at this store.
 * @throws Refusal LOCKED after five wrong codes, CODE_UNKNOWN (counted), WRONG_STORE
 */
async function shownHere(call: Call, { storeId }: Shown, { record, attempts }: FoundByCode): Promise<RedemptionRecord> {
  const { db, openid, now } = call
  withinStore(call, storeId)
  refuseLocked(attempts, now)
  if (!record) {
    await countAttempt(db, attemptsId(openid), now)
    return refuse('CODE_UNKNOWN')
  }
  if (record.storeId !== storeId)
    refuse('WRONG_STORE', { store: (await storeOf(db, record.storeId, now))?.name ?? '别的超市' })
  return record
}

const heldElsewhere = ({ state, deviceId }: RedemptionRecord, device: string): boolean =>
  state === 'claimed' && deviceId !== device

/** How often a claim tries again when something else happened to the redemption in between. */
const tries = 4

/**
 * Verifies a code: from now on it can be handed over by this device alone, until closing time and a day.
 * Verified by this device already: the same answer.
 */
export async function claim(call: Call, input: RedemptionClaimInput, first: FoundByCode): Promise<RedemptionDetail> {
  const { db, session, now, requestId, inputHash } = call
  const store = (await storeOf(db, input.storeId, now)) ?? refuse('NO_STORE')
  let record = await shownHere(call, input, first)
  const request = { requestId, personId: session.personId, inputHash }
  for (let round = 0; round < tries; round++) {
    if (recall(record.requests, request).kind === 'repeat') return detailFor(call, record)
    if (heldElsewhere(record, input.deviceId)) refuse('OTHER_DEVICE')
    if (record.state === 'claimed') return detailFor(call, record)
    mustAllow('claim', record, 'keeper', now)
    const actor = { id: session.personId, name: session.name }
    const next: RedemptionRecord = {
      ...stepped(record, 'claim', { party: 'keeper', actor, now }),
      ...{ due: claimEnds(store, now), claimedAt: now, deviceId: input.deviceId },
      requests: remember(record.requests, { ...request, at: now }, now),
    }
    const { _id, outbox: _owed, ...change } = next
    if (await db.update('redemptions', _id, { version: record.version }, change)) return detailFor(call, next)
    record = (await db.get<RedemptionRecord>('redemptions', _id)) ?? refuse('NOT_FOUND')
  }
  return refuse('BUSY')
}

/**
 * Hands over. By its id: what this device has verified, however late it is told of it; done already by this device is the
 * same answer. By its code: verified and handed over at once.
 */
export async function handOver(
  call: Call,
  input: RedemptionHandOverInput,
  first: FoundByCode,
): Promise<RedemptionDetail> {
  const { db, session, now, requestId, inputHash } = call
  const { deviceId } = input
  const byId = 'redemptionId' in input
  const found = byId ? (first.record ?? refuse('NOT_FOUND')) : await shownHere(call, input, first)
  call.within(found.areas)

  const choose = (record: RedemptionRecord): SettlingEvent | null => {
    if (heldElsewhere(record, deviceId)) refuse('OTHER_DEVICE')
    // without its code, only what was verified before
    if (byId && record.claimedAt === undefined) refuse('EVENT_NOT_ALLOWED', { state: '待领取', event: '交付' })
    if (!byId) return 'handOver'
    if (record.deviceId !== deviceId) refuse('OTHER_DEVICE')
    if (record.state === 'handedOver' || record.state === 'returned') return null
    return record.state === 'lapsed' ? 'settleLate' : 'handOver'
  }
  const made = await carryOut(db, found, {
    expected: byId && found.state === 'lapsed' ? 'settleLate' : 'handOver',
    choose,
    occasion: { party: 'keeper', actor: { id: session.personId, name: session.name }, now },
    request: { requestId, personId: session.personId, inputHash },
  })
  return detailFor(call, made)
}
