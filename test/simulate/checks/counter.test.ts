/** The checks of cards, months, rounds and ends of points: what is well passes, each thing that isn’t is named. */
import type { ClaimRecord } from '../../../cloudfunctions/domain/claim/record'
import type { AccountRecord, EntryRecord } from '../../../cloudfunctions/domain/ledger/record'
import type {
  CardRecord,
  GoodsRecord,
  RedemptionRecord,
  StockMoveRecord,
  StoreMonthRecord,
} from '../../../cloudfunctions/domain/store/record'
import { endedGone } from './books'
import { type PinSaid, receiptsOnce, spentAsGiven, tryCounted } from './cards'
import { enteredOnce } from './claims'
import { asSigned } from './months'

describe('a card', () => {
  const card = { _id: 'card:h1', state: 'active', tries: 2, spent: { date: '2026-12-01', points: 15 } } as CardRecord
  const said = (...kinds: PinSaid['kind'][]) => kinds.map((kind): PinSaid => ({ cardId: 'card:h1', kind }))
  const receipts = [
    { id: 'r1', cardId: 'card:h1', points: 10, on: '2026-12-01' },
    { id: 'r2', cardId: 'card:h1', points: 5, on: '2026-12-01' },
    { id: 'r3', cardId: 'card:h1', points: 60, on: '2026-11-30' },
  ]
  const byCard = receipts.map(({ id, points }) => ({ _id: id, points })) as RedemptionRecord[]
  const notices = receipts.map(({ id }) => ({ _id: `${id}:1:card:0`, personId: 'p1' }))

  test('that counts wrong PINs and spends what was handed over is well', () => {
    expect(tryCounted(card, said('wrong', 'forgiven', 'wrong', 'wrong'))).toEqual([])
    expect(tryCounted({ ...card, tries: 4 }, said('wrong', 'unsure', 'wrong'))).toEqual([])
    expect(tryCounted({ ...card, tries: 5, state: 'locked' }, said(...Array(5).fill('wrong')))).toEqual([])
    expect(spentAsGiven(card, receipts, 60)).toEqual([])
    expect(receiptsOnce(receipts, byCard, notices)).toEqual([])
  })

  test('whose tries are lost, or whose lock is, is found', () => {
    expect(tryCounted(card, said('wrong', 'wrong', 'wrong')).join()).toMatch(/counts 2 tries, 3 were wrong/)
    expect(tryCounted(card, said('wrong', 'wrong', 'forgiven')).join()).toMatch(/counts 2 tries, 0 were wrong/)
    expect(tryCounted({ ...card, tries: 5 }, said('unsure')).join()).toMatch(/is active after 5 tries/)
    expect(tryCounted({ ...card, state: 'locked' }, said('wrong', 'wrong')).join()).toMatch(/is locked after 2 tries/)
  })

  test('that spends twice, too much, or unseen is found', () => {
    expect(spentAsGiven({ ...card, spent: { date: '2026-12-01', points: 30 } }, receipts, 60).join()).toMatch(
      /it spent 30 on 2026-12-01, receipts say 15/,
    )
    expect(spentAsGiven(card, receipts, 10).join()).toMatch(/15 of 10/)
    expect(receiptsOnce(receipts.slice(1), byCard, notices).join()).toMatch(/nobody has a receipt for r1/)
    expect(receiptsOnce(receipts, byCard.slice(1), notices).join()).toMatch(/receipt r1 is lost/)
    expect(receiptsOnce([...receipts, receipts[0]!], byCard, notices).join()).toMatch(/two receipts/)
    expect(receiptsOnce(receipts, byCard, notices.slice(1)).join()).toMatch(/nobody was told .* r1/)
    expect(receiptsOnce(receipts, byCard, [...notices, notices[0]!]).join()).toMatch(/told twice .* r1/)
  })
})

describe('a signed month', () => {
  const goods = [{ _id: 'g1', name: '肥皂', stock: 8 }] as GoodsRecord[]
  const given = { goodsId: 'g1', goodsName: '肥皂', kind: 'given', quantity: -2, price: 5, seq: 2 } as StockMoveRecord
  const moves: StockMoveRecord[] = [
    { ...given, kind: 'purchase', quantity: 10, before: 0, after: 10, seq: 1, month: '2026-11' },
    { ...given, before: 10, after: 8, month: '2026-11' },
  ]
  const entries = [
    { cause: 'redemption:r1:handOver', kind: 'take', words: {}, postings: [{ account: 'taken:s1', amount: 10 }] },
  ] as unknown as EntryRecord[]
  const line = { goodsId: 'g1', name: '肥皂', opening: 0, purchased: 10, donated: 0, damaged: 0, counted: 0 }
  const month: StoreMonthRecord = {
    ...{ _id: 's1:2026-11', storeId: 's1', month: '2026-11', pointsGiven: 10, pointsTaken: 10, pointsOwed: 0 },
    lines: [{ ...line, given: 2, returned: 0, closing: 8, points: 10 }],
    signed: [
      { role: 'storeKeeper', personId: 'p1', name: '甲', at: new Date(0) },
      { role: 'storeInspector', personId: 'p2', name: '乙', at: new Date(0) },
    ],
    ...{ version: 2, requests: [] },
  }

  test('that is what is counted now is well', () => {
    expect(asSigned(month, goods, moves, entries)).toEqual([])
  })

  test('that something was added to, or that one person signed alone, is found', () => {
    const late = { ...given, before: 8, after: 6, seq: 3, month: '2026-11' }
    expect(asSigned(month, goods, [...moves, late], entries).join()).toMatch(/signed as something else/)
    expect(asSigned(month, goods, moves, [...entries, ...entries]).join()).toMatch(/signed for 10 .* books say 20/)
    expect(asSigned({ ...month, pointsGiven: 12 }, goods, moves, entries).join()).toMatch(/12 were given for 10/)
    const alone = [month.signed[0]!, { ...month.signed[1]!, personId: 'p1' }]
    expect(asSigned({ ...month, signed: alone }, goods, moves, entries).join()).toMatch(/one person signed twice/)
  })
})

test('points that ended and are still there are found', () => {
  const account = { _id: 'goods:household:h1', vintages: [{ year: '2026', ends: '2026-12-31', balance: 5 }] }
  const accounts = [account] as AccountRecord[]
  expect(endedGone(accounts, '2026-12-31')).toEqual([])
  expect(endedGone(accounts, '2027-01-01').join()).toMatch(/still has 5 that ended on 2026-12-31/)
})

test('a round that is entered twice, or in part, is found', () => {
  const claims = [{ origin: 'bulk' }, { origin: 'bulk' }, { origin: 'declared' }] as ClaimRecord[]
  expect(enteredOnce([{ entered: 2 }], claims)).toEqual([])
  expect(enteredOnce([{ entered: 3 }], claims).join()).toMatch(/3 claims were entered, 2 are there/)
})
