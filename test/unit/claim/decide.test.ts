/** What people do to a claim: hands, bars, publicity, objections, and who hears of it. */
import { type ClaimOccasion, decideClaim, type PersonEvent } from '../../../cloudfunctions/domain/claim/decide'
import { type ClaimRecord, never } from '../../../cloudfunctions/domain/claim/record'
import { partiesOf, sightOf } from '../../../cloudfunctions/domain/claim/relations'
import { startOfBusinessDay } from '../../../cloudfunctions/kernel/time'
import type { Session } from '../../../types/roles'
import { at, claim, grid, session, village } from './sample'

const villager = session('p1', 'h1')
const spouse = session('p2', 'h1')
const neighbour = session('p9', 'h9')
const worker = session('w', 'hw', [['gridWorker', grid]])
const secretary = session('s', 'hs', [['villageSecretary', village]])
const leader = session('l', 'hl', [['gridLeader', grid]])
const town = session('t', 'ht', [['townOfficer', '411521105']])
const photo = { fileId: 'cloud://a/u/1.jpg', kind: 'photo', state: 'passed' } as const

/** Somebody acts, as the shell would have it. */
const acts = (before: ClaimRecord, event: PersonEvent, who: Session, more: Partial<ClaimOccasion> = {}) =>
  decideClaim(before, {
    ...{ event, now: at('2026-11-21'), note: '理由', ...partiesOf(before, who) },
    actor: { personId: who.personId, name: who.name },
    householdId: who.householdId,
    ...more,
  })
const codeOf = (attempt: () => unknown) => {
  try {
    attempt()
    return 'ok'
  } catch (error) {
    return (error as { code: string }).code
  }
}
const told = ({ effects }: ReturnType<typeof acts>) =>
  effects.flatMap(({ kind, messages }) =>
    kind === 'message' ? (messages as { personId: string }[]).map(({ personId }) => personId) : [],
  )
const verified = (before = claim()) => acts(before, 'verify', worker).next
const published = (before = claim()) => acts(verified(before), 'approve', secretary).next

describe('nobody serves himself', () => {
  const ownLeader = session('p2', 'h1', [
    ['gridWorker', grid],
    ['gridLeader', grid],
  ])

  test('a claim of the own household is neither verified nor approved nor reviewed', () => {
    expect(codeOf(() => acts(claim(), 'verify', ownLeader))).toBe('OWN_HOUSEHOLD')
    expect(codeOf(() => acts(verified(), 'approve', ownLeader))).toBe('OWN_HOUSEHOLD')
  })

  test('verifier and approver are two people of two households', () => {
    const both = session('w', 'hw', [
      ['gridWorker', grid],
      ['gridLeader', grid],
    ])
    const wife = session('w2', 'hw', [['gridLeader', grid]])
    expect(codeOf(() => acts(verified(), 'approve', both))).toBe('SAME_PERSON')
    expect(codeOf(() => acts(verified(), 'approve', wife))).toBe('SAME_PERSON')
    expect(codeOf(() => acts(verified(), 'approve', leader))).toBe('ok')
  })

  test('who declared for another, and whose household did, verifies nothing of it', () => {
    const declaredByWorker = claim({ filerId: 'w', hands: [{ personId: 'w', householdId: 'hw' }] })
    expect(codeOf(() => acts(declaredByWorker, 'verify', worker))).toBe('SAME_PERSON')
    expect(codeOf(() => acts(declaredByWorker, 'verify', session('w3', 'hw', [['gridWorker', grid]])))).toBe(
      'SAME_PERSON',
    )
    expect(codeOf(() => acts(declaredByWorker, 'verify', session('w4', 'h4', [['gridWorker', grid]])))).toBe('ok')
  })

  test('an objection is reviewed by somebody who had no hand in it and made none', () => {
    const objected = acts(published(), 'object', neighbour).next
    expect(codeOf(() => acts(objected, 'drop', secretary))).toBe('SAME_PERSON')
    expect(codeOf(() => acts(objected, 'drop', town))).toBe('ok')
    const byTown = acts(published(), 'object', { ...town, areas: neighbour.areas }).next
    expect(codeOf(() => acts(byTown, 'drop', town))).toBe('SAME_PERSON')
  })

  test('a post elsewhere gives nothing', () => {
    const elsewhere = session('w5', 'h5', [['gridWorker', '4115211052050101']])
    expect(codeOf(() => acts(claim(), 'verify', elsewhere))).toBe('FORBIDDEN')
  })
})

describe('publicity', () => {
  test('runs to the end of the last of its days, whatever the hour of the approval', () => {
    const shown = published()
    expect(shown).toMatchObject({ state: 'published', publishedUntil: '2026-11-24' })
    expect(shown.nextClock).toEqual(startOfBusinessDay('2026-11-25'))
  })

  test('an objection stops it; dropped, it goes on to its end, or to the end of today', () => {
    const objected = acts(published(), 'object', neighbour, { alerted: ['t'] })
    expect(objected.next).toMatchObject({ state: 'objected', nextClock: never })
    expect(told(objected)).toEqual(['t'])
    expect(objected.next.steps.at(-1)!.words).toEqual({})
    const early = acts(objected.next, 'drop', town, { now: at('2026-11-22') })
    expect(early.next).toMatchObject({ state: 'published', publishedUntil: '2026-11-24' })
    expect(told(early).sort()).toEqual(['p1', 'p2', 'p9'])
    const late = acts(objected.next, 'drop', town, { now: at('2026-12-01') })
    expect(late.next).toMatchObject({ state: 'published', publishedUntil: '2026-12-01' })
    expect(acts(objected.next, 'uphold', town).next).toMatchObject({ state: 'rejected', nextClock: never })
  })

  test('nobody objects twice, nor to what is the own', () => {
    const dropped = acts(acts(published(), 'object', neighbour).next, 'drop', town).next
    expect(partiesOf(dropped, neighbour).parties).toEqual([])
    expect(codeOf(() => acts(published(), 'object', spouse))).toBe('EVENT_NOT_ALLOWED')
  })
})

describe('a deduction', () => {
  const entered = claim(
    { filerId: 'w', filerName: 'w', hands: [{ personId: 'w', householdId: 'hw' }], state: 'verified' },
    { sign: 'negative' },
  )

  test('is told to the household when it is published, and only the household may appeal', () => {
    const shown = acts(entered, 'approve', secretary)
    expect(told(shown).sort()).toEqual(['p1', 'p2'])
    expect(codeOf(() => acts(shown.next, 'object', neighbour))).toBe('EVENT_NOT_ALLOWED')
    expect(acts(shown.next, 'object', spouse).next.state).toBe('objected')
    expect(sightOf(shown.next, neighbour)).toBe('none')
  })
})

test('without the photo that its rule asks for a claim is not verified; the worker may bring it', () => {
  const bare = claim({}, { evidence: true })
  expect(codeOf(() => acts(bare, 'verify', worker))).toBe('EVIDENCE_NEEDED')
  expect(codeOf(() => acts(bare, 'verify', worker, { photos: [photo] }))).toBe('ok')
})

test('who sees how much', () => {
  for (const who of [villager, spouse, worker, secretary, town]) expect(sightOf(claim(), who)).toBe('full')
  expect(sightOf(claim(), neighbour)).toBe('none')
  expect(sightOf(published(), neighbour)).toBe('public')
  expect(sightOf(published(), { ...neighbour, standing: 'pending' })).toBe('none')
})

test('nobody is told of what they did themselves', () => {
  expect(told(acts(claim(), 'reject', worker)).sort()).toEqual(['p1', 'p2'])
  expect(told(acts(claim(), 'withdraw', villager))).toEqual([])
})
