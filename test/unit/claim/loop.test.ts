/** Every cell of state × event × party, against a table written by hand rather than read from the code's. */
import { decideClaim, type PersonEvent } from '../../../cloudfunctions/domain/claim/decide'
import { Refusal } from '../../../cloudfunctions/kernel/errors'
import {
  allowedClaimEvents,
  type ClaimEvent,
  type ClaimParty,
  type ClaimState,
  claimAllows,
  claimLoop,
  claimParties,
  claimSentence,
  claimStates,
} from '../../../types/claim-loop'
import type { RuleSign } from '../../../types/rule-words'
import { at, claim } from './sample'

const states = Object.keys(claimStates) as ClaimState[]
const events = Object.keys(claimLoop) as ClaimEvent[]

/** Which party may cause which event in which state; nothing else is allowed. */
const expected: Record<'earns' | 'costs', readonly `${ClaimState} ${ClaimEvent} ${ClaimParty}`[]> = {
  earns: [
    'declared withdraw declarer',
    'declared verify verifier',
    'declared reject verifier',
    'verified withdraw declarer',
    'verified approve approver',
    'verified reject approver',
    'published object neighbour',
    'objected uphold reviewer',
    'objected drop reviewer',
    'published credit clock',
    'deferred credit clock',
    'published cancel clock',
    'objected cancel clock',
    'deferred cancel clock',
    'credited reverse clock',
    'credited cancel clock',
    'capped cancel clock',
  ],
  costs: [
    'declared withdraw declarer',
    'declared verify verifier',
    'declared reject verifier',
    'verified withdraw declarer',
    'verified approve approver',
    'verified reject approver',
    'published object household',
    'objected uphold reviewer',
    'objected drop reviewer',
    'published credit clock',
    'deferred credit clock',
    'published cancel clock',
    'objected cancel clock',
    'deferred cancel clock',
    'credited reverse clock',
    'credited cancel clock',
    'capped cancel clock',
  ],
}

const cells = (sign: RuleSign) =>
  states.flatMap((state) =>
    events.flatMap((event) =>
      claimParties
        .filter((party) => claimAllows(event, { state, sign, objections: 0 }, party))
        .map((party) => `${state} ${event} ${party}`),
    ),
  )

test.each(['base', 'positive'] as const)('a claim of sign %s: exactly these cells are allowed', (sign) => {
  expect(cells(sign).sort()).toEqual([...expected.earns].sort())
})

test('a deduction: neighbours have no say, the household may appeal', () => {
  expect(cells('negative').sort()).toEqual([...expected.costs].sort())
})

const personEvents: PersonEvent[] = ['withdraw', 'verify', 'approve', 'reject', 'object', 'uphold', 'drop']

test('the decider refuses every other cell and takes these to where the table says', () => {
  for (const sign of ['positive', 'negative'] as const) {
    const allowed: readonly string[] = expected[sign === 'negative' ? 'costs' : 'earns']
    for (const state of states) {
      for (const event of personEvents) {
        for (const party of claimParties) {
          const before = claim({ state }, { sign })
          const decide = () =>
            decideClaim(before, {
              ...{ event, parties: [party], barred: [], now: at('2026-11-21'), note: '理由' },
              actor: { personId: 'x', name: '某人' },
            })
          if (allowed.includes(`${state} ${event} ${party}`)) {
            expect(claimLoop[event].to).toContain(decide().next.state)
          } else {
            expect(decide).toThrow(Refusal)
          }
        }
      }
    }
  }
})

test('a claim that was reviewed three times takes no more objections', () => {
  const facts = { state: 'published', sign: 'positive' } as const
  expect(allowedClaimEvents({ ...facts, objections: 2 }, ['neighbour'])).toEqual(['object'])
  expect(allowedClaimEvents({ ...facts, objections: 3 }, ['neighbour'])).toEqual([])
})

test('a sentence fills its blanks and drops those it has no word for', () => {
  expect(claimSentence('approve', { actor: '李四', until: '2026-11-29' })).toBe('李四评议通过，公示到2026-11-29')
  expect(claimSentence('verify', { actor: '李四' })).toBe('李四核实无误')
})
