/**
 * What happens to a redemption after it was made: the event by the table of redemption-loop.ts, what it does to the shelf, to
 * the books and to the month's allowance. Pure: settle.ts reads and writes.
 */
import type { ErrorCode } from '#types/errors'
import {
  allowsRedemption,
  type RedemptionEvent,
  type RedemptionFacts,
  type RedemptionParty,
  type RedemptionState,
  redemptionRule,
  redemptionSentence,
  redemptionStates,
} from '#types/redemption'
import { refuse } from '../../kernel/errors'
import { type Effect, owe } from '../../kernel/outbox'
import { businessDate } from '../../kernel/time'
import {
  type AccountRecord,
  type Draft,
  deduct,
  type EntryRecord,
  giveBack,
  type Move,
  redeem,
  release,
  reverse,
  spendable,
  take,
  vintageOf,
} from '../ledger'
import { countUse } from './allowance'
import { lowStock, movesOf } from './movement'
import { type GoodsRecord, never, type RedemptionRecord, type RedemptionStep, type StockMoveRecord } from './record'
import { give, giveLate, putBack, type Shelved, takeBack } from './stock'

/** Events that change the shelf and the books of a redemption that is there. */
export type SettlingEvent = 'handOver' | 'settleLate' | 'cancel' | 'lapse' | 'undo' | 'reverse'

/** Who does it and when; the clock's id is `clock`. */
export interface Occasion {
  party: RedemptionParty
  actor: { id: string; name: string }
  now: Date
  reason?: string
}

/** What has to be written together. The account is absent where none of an owner changes. */
export interface Settled {
  redemption: RedemptionRecord
  goods: GoodsRecord[]
  moves: StockMoveRecord[]
  account?: AccountRecord
  entries: EntryRecord[]
}

export const factsOf = ({ state, due, claimedAt, handedOverOn }: RedemptionRecord): RedemptionFacts => ({
  state,
  due,
  ...(claimedAt ? { claimedAt } : {}),
  ...(handedOverOn ? { handedOverOn } : {}),
})

/** 大米2袋、食盐1包 */
export const goodsSaid = (items: RedemptionRecord['items']): string =>
  items.map(({ name, quantity, measure }) => `${name}${quantity}${measure}`).join('、')

const overCodes: Partial<Record<RedemptionState, ErrorCode>> = {
  handedOver: 'CODE_USED',
  returned: 'CODE_USED',
  lapsed: 'CODE_LAPSED',
  cancelled: 'CODE_CANCELLED',
  // its code has died and the clock hasn't come by yet
  reserved: 'CODE_LAPSED',
}

/** @throws Refusal with the reason a keeper can tell the villager, unless the table allows the event */
export function mustAllow(event: RedemptionEvent, record: RedemptionRecord, party: RedemptionParty, now: Date): void {
  if (allowsRedemption(event, factsOf(record), party, now)) return
  const over = overCodes[record.state]
  if ((event === 'claim' || event === 'handOver') && over) refuse(over)
  if (event === 'undo' && record.state === 'handedOver') refuse('UNDO_TOO_LATE')
  refuse('EVENT_NOT_ALLOWED', { state: redemptionStates[record.state], event: redemptionRule(event).label })
}

/** The redemption after an event, before what is particular to it. */
export function stepped(
  record: RedemptionRecord,
  event: RedemptionEvent,
  { actor, now, reason }: Occasion,
): RedemptionRecord {
  const step: RedemptionStep = {
    event,
    at: now,
    byId: actor.id,
    words: {
      actor: actor.name,
      goods: goodsSaid(record.items),
      points: String(record.points),
      ...(reason ? { reason } : {}),
    },
  }
  return {
    ...record,
    state: redemptionRule(event).to,
    due: never,
    steps: [...record.steps, step],
    version: record.version + 1,
  }
}

const onTheShelf: Record<SettlingEvent, (goods: GoodsRecord, quantity: number) => Shelved> = {
  handOver: give,
  settleLate: giveLate,
  cancel: putBack,
  lapse: putBack,
  undo: takeBack,
  reverse: takeBack,
}

/** Which way the month's allowance goes: 1 uses it, -1 gives it back. */
const ofTheAllowance: Record<SettlingEvent, 1 | 0 | -1> = {
  handOver: 0,
  settleLate: 1,
  cancel: -1,
  lapse: -1,
  undo: -1,
  reverse: -1,
}

interface Booked {
  account?: AccountRecord
  entries: EntryRecord[]
  /** What the household paid by, when that changes. */
  paid?: string[]
}

interface Books {
  record: RedemptionRecord
  account: AccountRecord
  paid: readonly EntryRecord[]
  draft: Draft
}

/** Moves on one account one after the other, each on what the one before left. */
function inTurn(
  account: AccountRecord,
  steps: readonly ((account: AccountRecord) => Move)[],
): Required<Omit<Booked, 'paid'>> {
  const entries: EntryRecord[] = []
  let present = account
  for (const step of steps) {
    const move = step(present)
    entries.push(move.entry)
    present = move.account
  }
  return { account: present, entries }
}

/** The entry of what the household couldn't pay for goods that are gone; the month's end tells it from what was taken. */
const owing = (draft: Draft, debt: number): Draft => ({
  ...draft,
  cause: `${draft.cause}:owed`,
  words: { ...draft.words, debt: String(debt) },
})

/** Goods are gone and their points had been released: what is there is taken, the rest is owed. */
function payLate({ record, account, draft }: Books): Booked {
  const there = Math.min(spendable(account, businessDate(draft.at)), record.points)
  const rest = record.points - there
  const booked = inTurn(account, [
    ...(there > 0 ? [(now: AccountRecord) => redeem(now, there, record.storeId, draft)] : []),
    ...(rest > 0 ? [(now: AccountRecord) => deduct(now, rest, owing(draft, rest))] : []),
  ])
  return { ...booked, paid: booked.entries.map(({ _id }) => _id) }
}

/** Every entry that the household paid by is turned back: what was spent comes back, a debt is forgiven or given back. */
function payBack({ record, account, paid, draft }: Books): Booked {
  const vintage = vintageOf('carryOver', businessDate(draft.at))
  return inTurn(
    account,
    paid.map(
      (entry) => (now: AccountRecord) =>
        entry.kind === 'deduction'
          ? reverse(now, entry, vintage, owing(draft, Number(entry.words.debt)))
          : giveBack(now, entry, record.storeId, draft),
    ),
  )
}

const inTheBooks: Record<Exclude<SettlingEvent, 'handOver'>, (books: Books) => Booked> = {
  settleLate: payLate,
  cancel: ({ record, account, paid, draft }) =>
    inTurn(
      account,
      paid.map((entry) => (now) => release(now, entry, record.storeId, draft)),
    ),
  lapse: ({ record, account, paid, draft }) =>
    inTurn(
      account,
      paid.map((entry) => (now) => release(now, entry, record.storeId, draft)),
    ),
  undo: payBack,
  reverse: payBack,
}

/** Whom an event is told: the one who reserved it, unless they did it themselves. */
function toldOf(after: RedemptionRecord, event: SettlingEvent, actor: Occasion['actor']): Effect[] {
  const step = after.steps.at(-1)
  if (!step || !after.personId || after.personId === actor.id || event === 'handOver') return []
  const text = `您兑换的${goodsSaid(after.items)}：${redemptionSentence(event, step.words)}`
  const messages = [{ personId: after.personId, kind: 'store', text }]
  const page = `packages/store/redemption/index?redemptionId=${after._id}`
  return [owe(`${after._id}:${after.steps.length}:message`, 'message', after.steps.length, { messages, page })]
}

const handedOver = (now: Date) => ({ handedOverAt: now, handedOverOn: businessDate(now) })

/**
 * Decides one event.
 * @param goods those of the items, in their order
 * @param books the household's account and the entries it paid by; the account isn't needed to hand over
 * @throws Refusal what mustAllow refuses
 */
export function settle(
  event: SettlingEvent,
  record: RedemptionRecord,
  goods: readonly GoodsRecord[],
  { account, paid }: { account: AccountRecord | null; paid: readonly EntryRecord[] },
  occasion: Occasion,
): Settled {
  const { now, actor } = occasion
  mustAllow(event, record, occasion.party, now)
  const draft: Draft = {
    cause: `redemption:${record._id}:${event}`,
    at: now,
    words: { what: goodsSaid(record.items), ...(occasion.reason ? { reason: occasion.reason } : {}) },
    ...(actor.id === 'clock' ? {} : { byId: actor.id }),
  }
  const shelves = record.items.map(({ quantity }, index) => onTheShelf[event](goods[index] as GoodsRecord, quantity))
  const after = stepped(record, event, occasion)
  const told = toldOf(after, event, actor)
  const redemption = {
    ...after,
    ...(after.state === 'handedOver' ? handedOver(now) : {}),
    ...(told.length > 0 ? { outbox: [...after.outbox, ...told], outboxDue: now } : {}),
  }
  const kept = {
    goods: shelves.map((shelf, index) => lowStock(goods[index] as GoodsRecord, shelf.goods, now)),
    moves: shelves.flatMap((shelf, index) =>
      movesOf(shelf, {
        key: draft.cause,
        at: now,
        by: actor,
        redemptionId: record._id,
        price: record.items[index]!.price,
      }),
    ),
  }
  if (event === 'handOver') {
    const entries = paid.map((entry) => take(entry, record.storeId, draft))
    return { redemption, ...kept, entries }
  }
  if (!account) throw new Error(`redemption ${record._id} without an account`)
  const { paid: payments, ...booked } = inTheBooks[event]({ record, account, paid, draft })
  const direction = ofTheAllowance[event]
  const used = countUse((booked.account ?? account).used, record, goods, direction, businessDate(now))
  return {
    redemption: { ...redemption, ...(payments ? { paid: payments } : {}) },
    ...kept,
    account: { ...(booked.account ?? account), used },
    entries: booked.entries,
  }
}
