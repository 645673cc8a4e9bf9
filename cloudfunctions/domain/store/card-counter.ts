/** Cards at the counter: the keeper scans, the household confirms by its PIN, goods are handed over at once. */
import type { CardLook, CardLookInput, CardReceipt, CardRedeemInput } from '#types/card'
import { mostCardTries } from '#types/labels'
import type { Call, Early } from '../../kernel/action'
import type { Db, Tx } from '../../kernel/db'
import { refuse } from '../../kernel/errors'
import { hash } from '../../kernel/ids'
import { owe, runEffects } from '../../kernel/outbox'
import { type KnownRequest, recall, remember } from '../../kernel/requests'
import { businessDate } from '../../kernel/time'
import { openAccount } from '../ledger'
import type { HouseholdRecord } from '../person'
import { leftToday, pinHashOf, spend, tokenHashOf, tried, usable } from './card'
import { goodsSaid, type Settled } from './decide'
import { type Opening, redeemByCard } from './open'
import type { CardRecord, RedemptionRecord, StoreRecord } from './record'
import { maskedHousehold, redemptionId, withFreshCode } from './reserve'
import { storeRunners } from './runners'
import { keep, readGoods, readHouseholdAccount } from './settle'
import { storeOf, withinStore } from './store'
import { detailFor } from './view'

/** For the action's `first`. */
export async function findCard({ db }: Early, { token }: { token: string }): Promise<CardRecord | null> {
  const [card = null] = await db.find<CardRecord>('cards', { where: { tokenHash: tokenHashOf(token) }, limit: 1 })
  return card
}

/**
 * The store, and the card of a household of its village that isn't the keeper's own.
 * @throws Refusal NO_STORE, CARD_UNKNOWN, OTHER_VILLAGE, OWN_HOUSEHOLD
 */
async function atStore(
  call: Call,
  storeId: string,
  card: CardRecord | null,
): Promise<{ store: StoreRecord; card: CardRecord }> {
  withinStore(call, storeId)
  const store = (await storeOf(call.db, storeId, call.now)) ?? refuse('NO_STORE')
  if (!card) return refuse('CARD_UNKNOWN')
  if (!card.areas.includes(store.village)) refuse('OTHER_VILLAGE')
  if (card.householdId === call.session.householdId) refuse('OWN_HOUSEHOLD')
  return { store, card }
}

/** Whom one serves and what they can have; names are masked. */
export async function lookAtCard(call: Call, { storeId }: CardLookInput, found: CardRecord | null): Promise<CardLook> {
  const { db, now } = call
  const { store, card } = await atStore(call, storeId, found)
  if (card.state === 'revoked') refuse('CARD_REVOKED')
  const [household, account] = await Promise.all([
    db.get<HouseholdRecord>('households', card.householdId),
    readHouseholdAccount(db, card.householdId),
  ])
  if (!household) return refuse('NOT_FOUND')
  return {
    household: maskedHousehold(household),
    state: card.state,
    balance: account?.balance ?? 0,
    leftToday: leftToday(card, store.cardDailyLimit, businessDate(now)),
    triesLeft: mostCardTries - card.tries,
  }
}

/** How often a try is counted again when somebody else tries at the same time. */
const rounds = 6

/** The outcome of a wrong PIN, as it was told. @throws Refusal CARD_LOCKED, PIN_WRONG */
function tellWrong(left: number): never {
  return left > 0 ? refuse('PIN_WRONG', { left }) : refuse('CARD_LOCKED')
}

/**
 * Holds a PIN against the card. The try is counted in its own write before its outcome is told, so that it stays counted
 * although the call is refused; the right PIN takes the count back, also when the call died in between and comes again: else
 * the right PIN, at the fifth try, would leave the card locked. A repeat with a wrong PIN is told the same, uncounted.
 * @throws Refusal PIN_WRONG, CARD_LOCKED at the fifth wrong one, BUSY
 */
async function confirmPin(db: Db, found: CardRecord, pin: string, request: KnownRequest): Promise<void> {
  const { remove, inc } = db.command
  const takeBack = () =>
    db.update('cards', found._id, {}, { tries: 0, state: 'active', counting: remove(), version: inc(1) })
  const counting = hash('pin', request.requestId, request.inputHash)
  let card = found
  for (let round = 0; round < rounds; round++) {
    const before = recall(card.requests, request)
    if (before.kind === 'repeat') tellWrong((before.answer as { left: number }).left)
    if (card.state !== 'revoked' && card.counting === counting) return void (await takeBack())
    const counted = tried(usable(card))
    const right = pinHashOf(card, pin) === card.pinHash
    const left = mostCardTries - counted.tries
    const outcome = right
      ? { counting }
      : { counting: remove(), requests: remember(card.requests, { ...request, answer: { left } }, request.at) }
    if (await db.update('cards', card._id, { version: card.version }, { ...counted, ...outcome })) {
      if (!right) tellWrong(left)
      return void (await takeBack())
    }
    card = (await db.get<CardRecord>('cards', card._id)) ?? refuse('CARD_UNKNOWN')
  }
  refuse('BUSY')
}

/** The redemption with the notice of it owed to the family, or where it has no phone to the grid's worker. */
function withNotice(settled: Settled, { householdId, areas }: CardRecord, storeName: string, now: Date): Settled {
  const { redemption } = settled
  const text = `爱心卡刚在${storeName}兑换了${goodsSaid(redemption.items)}，用去 ${redemption.points} 分。如有疑问请联系网格员。`
  const effect = owe(`${redemption._id}:1:card`, 'cardNotice', 1, { householdId, areas, text })
  return { ...settled, redemption: { ...redemption, outbox: [...redemption.outbox, effect], outboxDue: now } }
}

/**
 * Redeems by card: points and goods in one transaction, and the notice owed with it.
 * @throws Refusal what the card, the PIN, the day's limit, the shelf, the allowance and the points refuse
 */
export async function redeemCard(call: Call, input: CardRedeemInput, found: CardRecord | null): Promise<CardReceipt> {
  const { db, session, now, requestId, inputHash } = call
  const { store, card } = await atStore(call, input.storeId, found)
  const _id = redemptionId(call)
  const request = { requestId, personId: session.personId, inputHash, at: now }
  const known = await db.get<RedemptionRecord>('redemptions', _id)
  if (known) {
    recall(known.requests, request)
    return receipt(call, known)
  }
  await confirmPin(db, card, input.pin, request)

  const attempt = async (tx: Tx, code: string, token: string): Promise<RedemptionRecord> => {
    const [made, present, goods, account, household] = await Promise.all([
      tx.get<RedemptionRecord>('redemptions', _id),
      tx.get<CardRecord>('cards', card._id),
      readGoods(tx, [...new Set(input.items.map(({ goodsId }) => goodsId))]),
      readHouseholdAccount(tx, card.householdId),
      tx.get<HouseholdRecord>('households', card.householdId),
    ])
    if (made) return made
    const used = usable(present)
    if (used.serial !== card.serial) refuse('CARD_REVOKED')
    if (!household) return refuse('NOT_FOUND')
    if (goods.some(({ storeId }) => storeId !== store._id)) refuse('NOT_FOUND')
    const owner = { kind: 'household' as const, id: card.householdId }
    const payer = account ?? openAccount('goods', { owner, name: household.headName, areas: household.areas })
    const opening: Opening = {
      ...{ _id, storeId: store._id, areas: store.areas, householdId: card.householdId },
      ...{ household: maskedHousehold(household), code, token, requests: [request] },
    }
    const keeper = { id: session.personId, name: session.name }
    const decided = redeemByCard(opening, input.items, goods, payer, keeper, now)
    const spent = spend(used, decided.redemption.points, store.cardDailyLimit, businessDate(now))
    const settled = withNotice(decided, used, store.name, now)
    await Promise.all([
      keep(tx, settled, true),
      tx.set('cards', used._id, { ...used, spent, lastUsedAt: now, version: used.version + 1 }),
    ])
    return settled.redemption
  }

  const made = await withFreshCode(call, (code, token) => db.transact((tx) => attempt(tx, code, token)))
  await runEffects(db, { collection: 'redemptions', id: made._id, effects: made.outbox }, storeRunners, call)
  return receipt(call, made)
}

/** The receipt with what is left in the account. */
async function receipt(call: Call, redemption: RedemptionRecord): Promise<CardReceipt> {
  const account = await readHouseholdAccount(call.db, redemption.householdId)
  return { redemption: await detailFor(call, redemption), balance: account?.balance ?? 0 }
}
