/** The checks of claims find what they are there for, and nothing else. */
import type { BudgetRecord } from '../../../cloudfunctions/domain/claim/budget'
import { type ClaimRecord, type ClaimStep, never } from '../../../cloudfunctions/domain/claim/record'
import type { AccountRecord, EntryRecord } from '../../../cloudfunctions/domain/ledger/record'
import { budgetKept, capsKept, creditedOnce, declaredOnce, onItsWay } from './claims'

describe('a claim', () => {
  const steps = ['declare', 'verify', 'approve', 'credit'].map(
    (event, n) => ({ seq: n + 1, event, to: ['declared', 'verified', 'published', 'credited'][n] }) as ClaimStep,
  )
  const claim = {
    _id: 'k1',
    origin: 'declared',
    state: 'credited',
    granted: 5,
    steps,
    seq: 4,
    nextClock: never,
  } as ClaimRecord
  const entry = { words: { points: '5' } } as unknown as EntryRecord

  test('credited once is well', () => {
    expect(onItsWay(claim)).toEqual([])
    expect(creditedOnce(claim, entry)).toEqual([])
    expect(declaredOnce([{ id: 'k1' }], [claim])).toEqual([])
  })

  test('off its way, not in the books, or there too soon is found', () => {
    expect(onItsWay({ ...claim, steps: steps.filter(({ seq }) => seq !== 2), seq: 3 }).join()).toMatch(
      /approve out of declared/,
    )
    expect(onItsWay({ ...claim, state: 'published' }).join()).toMatch(/its steps say credited/)
    expect(creditedOnce(claim, undefined).join()).toMatch(/isn't in the books/)
    expect(creditedOnce({ ...claim, granted: 6 }, entry).join()).toMatch(/the books say 5/)
    expect(creditedOnce({ ...claim, state: 'published' }, entry).join()).toMatch(/and is in the books/)
    expect(declaredOnce([{ id: 'k2' }], [claim])).toHaveLength(2)
  })

  test('put right is well where claim and books both say so', () => {
    const reversal = { reverses: 'e1' } as EntryRecord
    expect(creditedOnce({ ...claim, state: 'reversed' }, entry, reversal)).toEqual([])
    expect(creditedOnce({ ...claim, state: 'cancelled' }, entry, reversal)).toEqual([])
    expect(creditedOnce(claim, entry, reversal).join()).toMatch(/was put right in the books/)
    expect(creditedOnce({ ...claim, state: 'reversed' }, entry).join()).toMatch(/nothing in the books says so/)
    expect(creditedOnce({ ...claim, state: 'cancelled' }, entry).join()).toMatch(/still counts/)
  })

  test('uses up caps and budget as long as it counts', () => {
    const paid = {
      ...claim,
      ...{ village: 'v1', unit: 'goods', sign: 'positive', creditedOn: '2026-11-26', capsOn: '2026-11-20' },
      ...{ rule: { id: 'clean', version: 0 }, caps: { month: 9, per: 'household' } },
    } as ClaimRecord
    const budget = { _id: 'v1', month: '2026-11', used: 5, waiting: 0 } as BudgetRecord
    const account = {
      _id: 'a1',
      used: { 'clean|month:2026-11': 5, 'soap|month:2026-11': 1 } as object,
    } as AccountRecord
    expect([...budgetKept(budget, [paid]), ...capsKept(account, [paid])]).toEqual([])
    const reversed: ClaimRecord = { ...paid, state: 'reversed' }
    expect(budgetKept(budget, [reversed]).join()).toMatch(/has used 5 in 2026-11, 0 were credited/)
    expect(capsKept(account, [reversed]).join()).toMatch(/has used 5 of clean\|month:2026-11, claims make it 0/)
    expect(budgetKept(budget, [paid, { ...paid, state: 'deferred' }]).join()).toMatch(/0 waiting, 1 are deferred/)
  })
})
