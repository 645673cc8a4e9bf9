import * as v from 'valibot'
import * as claim from '#types/claim'
import {
  allowedClaimEvents,
  type ClaimParty,
  type ClaimState,
  claimLoop,
  claimParties,
  claimStates,
} from '#types/claim-loop'
import {
  buttonForms,
  buttonsOf,
  type ClaimButton,
  callOf,
  claimButtons,
  explainOf,
  labelOf,
  saysEnough,
} from '@/packages/points/claim/events'

const on = { id: 'claim-1', version: 4 }
const facts = (state: ClaimState, sign: claim.ClaimFacts['sign'] = 'positive'): claim.ClaimFacts => ({
  ...{ objections: 0 },
  state,
  sign,
})
const shown = (state: ClaimState, parties: ClaimParty[], sign?: claim.ClaimFacts['sign']) =>
  buttonsOf(allowedClaimEvents(facts(state, sign), parties))

test('every event of the table that a person causes has its button, and no other', () => {
  const states = Object.keys(claimStates) as ClaimState[]
  const people = claimParties.filter((party) => party !== 'clock')
  const all = states.flatMap((state) =>
    (['positive', 'negative'] as const).flatMap((sign) => allowedClaimEvents(facts(state, sign), people)),
  )
  expect([...new Set(all)].sort()).toEqual([...claimButtons].sort())
})

test.each<[ClaimState, ClaimParty[], ClaimButton | undefined, ClaimButton[]]>([
  ['declared', ['declarer', 'household'], undefined, ['withdraw']],
  ['declared', ['verifier'], 'verify', ['reject']],
  ['verified', ['verifier'], undefined, []],
  ['verified', ['approver'], 'approve', ['reject']],
  ['published', ['neighbour'], undefined, ['object']],
  ['published', ['household'], undefined, []],
  ['objected', ['reviewer'], 'drop', ['uphold']],
  ['credited', ['household'], undefined, []],
])('%s, seen by %j: main %s, others %j', (state, parties, main, others) => {
  expect(shown(state, parties)).toEqual({ ...(main ? { main } : {}), others })
})

test('a deduction is appealed against by the household, and objected to by nobody else', () => {
  expect(shown('published', ['household'], 'negative').others).toEqual(['object'])
  expect(shown('published', ['neighbour'], 'negative').others).toEqual([])
  expect(labelOf('object', { facts: facts('published', 'negative') })).toBe('申诉')
  expect(labelOf('object', { facts: facts('published') })).toBe(claimLoop.object.label)
  expect(explainOf('object', { facts: facts('published', 'negative') })).not.toBe(
    explainOf('object', { facts: facts('published') }),
  )
})

const schemas = {
  'claim.verify': claim.ClaimVerifyInput,
  'claim.approve': claim.ClaimApproveInput,
  'claim.reject': claim.ClaimRejectInput,
  'claim.object': claim.ClaimObjectInput,
  'claim.review': claim.ClaimReviewInput,
  'claim.withdraw': claim.ClaimWithdrawInput,
}

test.each(claimButtons)('what %s sends passes the cloud’s own schema', (button) => {
  const { action, input } = callOf(button, ' 照片和事情对不上 ', on)
  expect(v.safeParse(schemas[action], input).issues).toBeUndefined()
  if (buttonForms[button].asks === 'reason') expect(input).toMatchObject({ reason: '照片和事情对不上' })
})

test('a review says which way it went', () => {
  expect(callOf('uphold', '确有其事', on).input).toMatchObject({ outcome: 'uphold', version: 4 })
  expect(callOf('drop', '并无此事', on).input).toMatchObject({ outcome: 'drop' })
})

test('a reason has two characters at least; a note may be empty', () => {
  expect(saysEnough('reject', ' 无 ')).toBe(false)
  expect(saysEnough('reject', '不实')).toBe(true)
  expect(saysEnough('verify', '')).toBe(true)
  expect(saysEnough('approve', '')).toBe(true)
})
