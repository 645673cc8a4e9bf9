/** Over random histories with undoings and corrections: books, caps, budget and queue agree with the claims that still count. */
import fc from 'fast-check'
import type { ClaimRecord } from '../../../cloudfunctions/domain/claim/record'
import { rememberedDays, roomFor } from '../../../cloudfunctions/domain/ledger/caps'
import { addDays } from '../../../cloudfunctions/kernel/time'
import { type Books, capsOf, everyState, histories, limit, type RuleId } from './history'

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)

/** What a claim was granted, as long as it counts: credited and not put right, or sure to be. */
const counting = ({ claims }: Books) => claims.filter(({ state }) => state === 'credited' || state === 'deferred')

const over = (property: (books: Books) => void) =>
  fc.assert(fc.property(histories, (steps) => everyState(steps).forEach(property)))

test('postings sum to zero and to the balance, which is never negative', () => {
  over(({ account, entries }) => {
    const postings = entries.flatMap((entry) => entry.postings)
    expect(sum(postings.map(({ amount }) => amount))).toBe(0)
    const own = postings.filter((posting) => posting.account === account._id)
    expect(sum(own.map(({ amount }) => amount))).toBe(account.balance)
    expect(account.balance).toBeGreaterThanOrEqual(0)
  })
})

test('no month issues more than its limit, and what is used is what was credited in it and not put right', () => {
  over(({ budget, claims }) => {
    if (!budget) return
    expect(budget.used).toBeLessThanOrEqual(limit)
    const credited = claims.filter(
      ({ state, sign, creditedOn }) =>
        state === 'credited' && sign !== 'negative' && creditedOn!.startsWith(budget.month),
    )
    expect(budget.used).toBe(sum(credited.map(({ granted }) => granted!)))
    expect(budget.waiting).toBe(claims.filter(({ state }) => state === 'deferred').length)
  })
})

/** Periods by the date that a claim counts on. */
const periodsOf = { day: 10, month: 7, year: 4 } as const
type Period = keyof typeof periodsOf

/** The caps of a claim, each with how much of it is used by the claims alone, told from nothing but them. */
function usesOf(claims: readonly ClaimRecord[], today: string) {
  const oldest = addDays(today, -rememberedDays)
  const uses = new Map<string, { amount: number; most: number }>()
  for (const { rule, personId, on, granted } of claims) {
    const { per, ...caps } = capsOf[rule.id as RuleId]
    for (const [period, most] of Object.entries(caps) as [Period, number][]) {
      const length = periodsOf[period]
      const from = on.slice(0, length)
      if (from < oldest.slice(0, length)) continue
      const key = `${per === 'person' ? `${rule.id}:${personId}` : rule.id}|${period}:${from}`
      const amount = (uses.get(key)?.amount ?? 0) + granted!
      uses.set(key, { amount, most })
    }
  }
  return uses
}

test('the room used of every cap that is remembered is what counting claims were granted: no more, no less', () => {
  over((books) => {
    const { account, date } = books
    const uses = usesOf(counting(books), date)
    const oldest = addDays(date, -rememberedDays)
    for (const { amount, most } of uses.values()) expect(amount).toBeLessThanOrEqual(most)
    // what is over is forgotten with the next use
    const remembered = Object.entries(account.used).filter(([key]) => {
      const from = key.slice(key.lastIndexOf(':') + 1)
      return from >= oldest.slice(0, from.length)
    })
    expect(Object.fromEntries(remembered)).toEqual(
      Object.fromEntries([...uses].map(([key, { amount }]) => [key, amount])),
    )
  })
})

test('after everything was put right, every cap has its whole room again', () => {
  over(({ account, claims, date }) => {
    if (claims.some(({ state }) => state === 'credited' || state === 'deferred')) return
    for (const [id, { per, ...caps }] of Object.entries(capsOf))
      expect(roomFor(account.used, per === 'person' ? `${id}:p1` : id, caps, date)).toBe(
        Math.min(...Object.values(caps as Record<string, number>)),
      )
  })
})

test('the queue is paid in the order in which it was joined, also out of room that came back', () => {
  fc.assert(
    fc.property(histories, (steps) => {
      const paid: number[] = []
      let waiting = new Map<string, number>()
      for (const { claims } of everyState(steps)) {
        const paidNow = claims.flatMap(({ _id, state }) =>
          state === 'credited' && waiting.has(_id) ? [waiting.get(_id)!] : [],
        )
        paid.push(...paidNow.sort((a, b) => a - b))
        waiting = new Map(claims.flatMap(({ _id, state, queue }) => (state === 'deferred' ? [[_id, queue!]] : [])))
        for (const place of waiting.values()) expect(place).toBeGreaterThan(paid.at(-1) ?? 0)
      }
      expect(paid).toEqual([...paid].sort((a, b) => a - b))
    }),
  )
})
