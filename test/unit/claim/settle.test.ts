/** How a claim ends: account, cap or queue; and how what it brought is taken back. */
import { budgetOn, nextMonth } from '../../../cloudfunctions/domain/claim/budget'
import type { ClaimRecord } from '../../../cloudfunctions/domain/claim/record'
import { correct, settle, undo } from '../../../cloudfunctions/domain/claim/settle'
import { redeem } from '../../../cloudfunctions/domain/ledger/moves'
import { Refusal } from '../../../cloudfunctions/kernel/errors'
import { areas, at, claim, correction, ground, openHousehold, village } from './sample'

const due = (more: Partial<ClaimRecord> = {}, caps?: ClaimRecord['caps']) =>
  claim({ state: 'published', ...more }, caps ? { caps } : {})
const monthly = { month: 10, per: 'household' } as const

describe('one claim', () => {
  test('is credited with its rule and version, in the vintage of the day it is credited', () => {
    const { claim: after, account, entry, budget } = settle(due(), ground('2026-11-24'))
    expect(after).toMatchObject({ state: 'credited', granted: 3, creditedOn: '2026-11-24' })
    expect(account).toMatchObject({ balance: 3, vintages: [{ year: '2026', ends: '2026-12-31' }] })
    expect(entry).toMatchObject({ kind: 'award', rule: { id: 'clean', version: 0 }, cause: 'claim:c1' })
    expect(budget).toMatchObject({ used: 3, waiting: 0 })
  })

  test('gets what its cap leaves, and nothing once it is used up', () => {
    const used = { 'clean|month:2026-11': 8 }
    const partly = settle(due({}, monthly), ground('2026-11-24', { account: { ...openHousehold(), used } }))
    expect(partly.claim).toMatchObject({ state: 'credited', granted: 2 })
    expect(partly.claim!.steps.at(-1)!.words.note).toContain('应为 3 分')
    expect(partly.account!.used).toEqual({ 'clean|month:2026-11': 10 })
    const full = settle(due({}, monthly), ground('2026-11-24', { account: partly.account }))
    expect(full.claim).toMatchObject({ state: 'capped', granted: 0 })
    expect([full.account, full.entry, full.budget]).toEqual([undefined, undefined, undefined])
  })

  test('counts in the month of the deed, not of the credit', () => {
    const late = settle(due({ on: '2026-10-31' }, monthly), ground('2026-11-24'))
    expect(late.account!.used).toEqual({ 'clean|month:2026-10': 3 })
  })

  test('of a person-wise cap counts for that person only', () => {
    const caps = { month: 3, per: 'person' } as const
    const first = settle(due({}, caps), ground('2026-11-24'))
    const other = settle(due({ _id: 'c2', personId: 'p2' }, caps), ground('2026-11-24', { account: first.account }))
    expect(other.claim!.state).toBe('credited')
    const again = settle(due({ _id: 'c3' }, caps), ground('2026-11-24', { account: other.account }))
    expect(again.claim!.state).toBe('capped')
  })

  test('a deduction takes what is there, owes the rest, and costs the budget nothing', () => {
    const taken = settle(claim({ state: 'published' }, { sign: 'negative' }), {
      ...ground('2026-11-24'),
      budget: undefined,
    })
    expect(taken.account).toMatchObject({ balance: 0, owed: 3 })
    expect(taken.entry!.kind).toBe('deduction')
    expect(taken.budget).toBeUndefined()
  })

  test('worth more than a whole month gets that month, rather than blocking the queue for ever', () => {
    const big = settle(due({ points: 50 }), ground('2026-11-24', { limit: 20 }))
    expect(big.claim).toMatchObject({ state: 'credited', granted: 20 })
  })

  test('in a village that issues nothing, waits', () => {
    expect(settle(due(), ground('2026-11-24', { limit: 0 })).claim!.state).toBe('deferred')
  })
})

describe('the queue', () => {
  const full = { ...budgetOn(null, { village, areas, limit: 10, today: '2026-11-24' }), used: 8 }
  const first = settle(due(), ground('2026-11-24', { budget: full, limit: 10 }))

  test('what does not fit waits, is counted against its cap at once, and is looked at on the first', () => {
    expect(first.claim).toMatchObject({ state: 'deferred', queue: 1, granted: 3 })
    expect(first.budget).toMatchObject({ used: 8, waiting: 1, nextPlace: 2, nextLook: '2026-12-01' })
    expect(first.entry).toBeUndefined()
  })

  test('nobody overtakes: what would fit waits behind', () => {
    const small = settle(due({ _id: 'c2', points: 1 }), ground('2026-11-25', { budget: first.budget, limit: 10 }))
    expect(small.claim).toMatchObject({ state: 'deferred', queue: 2 })
    const nextDay = settle(due({ _id: 'c3', points: 1 }), ground('2026-12-02', { budget: small.budget, limit: 10 }))
    expect(nextDay.claim).toMatchObject({ state: 'deferred', queue: 3 })
  })

  test('its first is paid in the new month; while it does not fit, nothing is written but the next look', () => {
    const paid = settle(first.claim!, ground('2026-12-01', { budget: first.budget, limit: 10 }))
    expect(paid.claim).toMatchObject({ state: 'credited' })
    expect(paid.claim!.queue).toBeUndefined()
    expect(paid.budget).toMatchObject({ month: '2026-12', used: 3, waiting: 0, nextLook: '9999-12-31' })
    expect(paid.budget!.past).toEqual([{ month: '2026-11', limit: 10, used: 8 }])
    const stays = settle(first.claim!, ground('2026-11-30', { budget: first.budget, limit: 10 }))
    expect(stays).toEqual({ budget: first.budget })
  })

  test('cancelled while waiting, it leaves the queue and gives its cap back', () => {
    const capped = settle(due({}, monthly), ground('2026-11-24', { budget: full, limit: 10 }))
    const at = ground('2026-11-25', { account: capped.account, budget: capped.budget, limit: 10 })
    const gone = undo(capped.claim!, null, at, '撤销')
    expect(gone.claim!.state).toBe('cancelled')
    expect(gone.account!.used).toEqual({})
    expect(gone.budget).toMatchObject({ waiting: 0, used: 8, nextLook: '9999-12-31' })
  })
})

describe('undoing', () => {
  const credited = settle(due({}, monthly), ground('2026-11-24'))

  test('reverses the entry, gives cap and budget back, and lets the queue be looked at today', () => {
    const at = ground('2026-11-25', { account: credited.account, budget: { ...credited.budget!, waiting: 1 } })
    const undone = undo(credited.claim!, credited.entry!, at, '重新打开')
    expect(undone.account).toMatchObject({ balance: 0, used: {} })
    expect(undone.entry).toMatchObject({ kind: 'reversal', reverses: credited.entry!._id })
    expect(undone.budget).toMatchObject({ used: 0, nextLook: '2026-11-25' })
  })

  test('of a month that is over gives that budget nothing', () => {
    const at = ground('2026-12-05', { account: credited.account, budget: credited.budget })
    expect(undo(credited.claim!, credited.entry!, at, '重新打开').budget).toMatchObject({ month: '2026-12', used: 0 })
  })

  test('what somebody has put right by hand stays so', () => {
    const where = ground('2026-11-25', { account: credited.account, budget: credited.budget })
    const { claim: reversed } = correct(credited.claim!, credited.entry!, where, correction)
    expect(undo(reversed!, null, where, '重新打开')).toEqual({})
  })
})

describe('putting right', () => {
  const credited = settle(due({}, monthly), ground('2026-11-24'))
  const later = (date: string, more: Parameters<typeof ground>[1] = {}) =>
    ground(date, { account: credited.account, budget: credited.budget, ...more })

  test('takes the points, says so on the claim, and gives cap and budget back', () => {
    const where = later('2026-11-25', { budget: { ...credited.budget!, waiting: 1 } })
    const after = correct(credited.claim!, credited.entry!, where, correction)
    expect(after.claim).toMatchObject({ state: 'reversed', granted: 3, version: credited.claim!.version + 1 })
    expect(after.claim!.steps.at(-1)).toMatchObject({
      event: 'reverse',
      actor: correction.actor,
      words: { points: '收回 3 分', reason: correction.reason },
    })
    expect(after.account).toMatchObject({ balance: 0, owed: 0, used: {} })
    expect(after.entry).toMatchObject({ kind: 'reversal', reverses: credited.entry!._id, byId: 's1' })
    expect(after.budget).toMatchObject({ used: 0, nextLook: '2026-11-25' })
  })

  test('of what is spent owes it, and gives the whole room back all the same', () => {
    const draft = { cause: 'shop', at: at('2026-11-25'), words: { what: '肥皂' } }
    const { account } = redeem(credited.account!, 2, 'store:1', draft)
    const after = correct(credited.claim!, credited.entry!, later('2026-11-25', { account }), correction)
    expect(after.account).toMatchObject({ balance: 0, owed: 2, used: {} })
    expect(after.budget).toMatchObject({ used: 0 })
  })

  test('of a month that is over leaves that month as it was, and the new one untouched', () => {
    const after = correct(credited.claim!, credited.entry!, later('2026-12-05'), correction)
    expect(after.budget).toMatchObject({ month: '2026-12', used: 0, past: [{ month: '2026-11', used: 3 }] })
    expect(after.account!.used).toEqual({})
  })

  test('gives back to the periods it was counted in, whatever day it is by then', () => {
    // so old that it was counted by the day it was credited
    const caps = { month: 10, year: 10, per: 'household' } as const
    const old = settle(due({ on: '2026-04-01' }, caps), ground('2026-11-24'))
    const other = settle(due({ _id: 'c2', on: '2026-12-02' }, caps), ground('2026-12-03', { account: old.account }))
    const after = correct(old.claim!, old.entry!, ground('2026-12-05', { account: other.account }), correction)
    expect(after.account!.used).toEqual({ 'clean|month:2026-12': 3, 'clean|year:2026': 3 })
    // a year still runs after its days are forgotten
    const year = settle(due({ on: '2026-01-10' }, caps), ground('2026-01-20'))
    const late = correct(year.claim!, year.entry!, ground('2026-12-20', { account: year.account }), correction)
    expect(late.account!.used).toEqual({})
  })

  test('of a deduction gives the points back, and room for another', () => {
    const cost = settle(claim({ state: 'published' }, { sign: 'negative', caps: monthly }), {
      ...ground('2026-11-24'),
      budget: undefined,
    })
    const where = { ...ground('2026-11-25', { account: cost.account }), budget: undefined }
    const after = correct(cost.claim!, cost.entry!, where, correction)
    expect(after.account).toMatchObject({ balance: 0, owed: 0, used: {} })
    expect(after.claim!.steps.at(-1)!.words.points).toBe('退还 3 分')
    expect(after.budget).toBeUndefined()
  })

  test('is refused for a claim that brought nothing yet', () => {
    const waiting = claim({ state: 'published' })
    expect(() => correct(waiting, credited.entry!, ground('2026-11-25'), correction)).toThrow(Refusal)
  })
})

test('the month after December is January', () => {
  expect(nextMonth('2026-12-31')).toBe('2027-01-01')
  expect(nextMonth('2026-09-01')).toBe('2026-10-01')
})
