import {
  allowedRedemptionEvents,
  allowsRedemption,
  type RedemptionEvent,
  type RedemptionFacts,
  type RedemptionParty,
  type RedemptionState,
  redemptionLoop,
  redemptionRule,
  redemptionSentence,
  redemptionStates,
} from '#types/redemption-loop'

const now = new Date('2026-11-26T02:00:00Z')
const later = new Date('2026-11-26T03:00:00Z')
const earlier = new Date('2026-11-26T01:00:00Z')
const parties: RedemptionParty[] = ['household', 'keeper', 'manager', 'clock']
const states = Object.keys(redemptionStates) as RedemptionState[]
const events = Object.keys(redemptionLoop) as RedemptionEvent[]

const facts = (state: RedemptionState, more: Partial<RedemptionFacts> = {}): RedemptionFacts => ({
  ...{ state, due: later },
  ...(state === 'claimed' ? { claimedAt: earlier } : {}),
  ...(state === 'handedOver' ? { handedOverOn: '2026-11-26' } : {}),
  ...more,
})

/** Everything that may be done now, by whom, in which state: the whole table, nothing else. */
const allowed: Partial<Record<RedemptionState, Partial<Record<RedemptionParty, RedemptionEvent[]>>>> = {
  reserved: { household: ['cancel'], keeper: ['claim', 'handOver'] },
  claimed: { keeper: ['handOver', 'cancel'] },
  handedOver: { keeper: ['undo'], manager: ['reverse'] },
}

test.each(states.flatMap((state) => parties.map((party) => [state, party] as const)))('%s, %s', (state, party) => {
  expect(allowedRedemptionEvents(facts(state), [party], now)).toEqual(allowed[state]?.[party] ?? [])
})

test('time over: a code is dead, what was verified isn’t, and only the clock ends either', () => {
  const due = earlier
  expect(allowedRedemptionEvents(facts('reserved', { due }), ['keeper'], now)).toEqual([])
  expect(allowedRedemptionEvents(facts('claimed', { due }), ['keeper'], now)).toContain('handOver')
  for (const state of ['reserved', 'claimed'] as const) {
    expect(allowsRedemption('lapse', facts(state, { due }), 'clock', now)).toBe(true)
    expect(allowsRedemption('lapse', facts(state), 'clock', now)).toBe(false)
  }
})

test('a lapsed one settles late only where a keeper had verified it', () => {
  expect(allowsRedemption('settleLate', facts('lapsed', { claimedAt: earlier }), 'keeper', now)).toBe(true)
  expect(allowsRedemption('settleLate', facts('lapsed'), 'keeper', now)).toBe(false)
  expect(allowsRedemption('settleLate', facts('cancelled', { claimedAt: earlier }), 'keeper', now)).toBe(false)
})

test('undone only on the business day of the hand-over, by Shanghai’s midnight', () => {
  const given = facts('handedOver')
  expect(allowsRedemption('undo', given, 'keeper', new Date('2026-11-26T15:59:59Z'))).toBe(true)
  expect(allowsRedemption('undo', given, 'keeper', new Date('2026-11-26T16:00:00Z'))).toBe(false)
})

test('every event has a button, and a sentence whose blanks are filled or vanish', () => {
  for (const event of events) {
    expect(redemptionRule(event).label).toMatch(/^\p{Script=Han}+$/u)
    expect(redemptionSentence(event, {})).not.toContain('{')
  }
  expect(redemptionSentence('cancel', { actor: '村民', points: '20' })).toBe('村民取消，20 分已退回')
})
