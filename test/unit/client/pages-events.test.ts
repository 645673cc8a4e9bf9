import * as v from 'valibot'
import { type CallerEvent, caseEventInputs } from '#types/case'
import {
  allowedEvents,
  type CaseState,
  caseStates,
  type LoopFacts,
  loop,
  type Party,
  parties,
  ruleOf,
} from '#types/loop'
import {
  buttonsOf,
  type EventValues,
  eventForms,
  type FieldName,
  fieldsOf,
  inputOf,
  problemsOf,
} from '@/packages/order/detail/events'

const callers = Object.keys(caseEventInputs) as CallerEvent[]
const here = callers.filter((event) => eventForms[event].page === undefined)
const values: EventValues = {
  note: '已经修好',
  reason: '还是不亮',
  tried: '换过灯泡',
  photos: ['one'],
  rating: 'satisfied',
  asked: 'visit',
  category: 'lighting',
  urgency: 'normal',
  visibility: 'village',
  rejectReason: 'unclear',
}
const nothing: EventValues = {
  ...values,
  note: '',
  reason: '',
  tried: '',
  photos: [],
  rating: undefined,
  asked: undefined,
  rejectReason: undefined,
}
const own = { id: 'case1', version: 3, relations: ['filer'] as Party[], evidence: true }
const forAnother = { ...own, relations: ['filedFor'] as Party[] }

const facts = (state: CaseState, more: Partial<LoopFacts> = {}): LoopFacts => ({
  state,
  level: 'grid',
  topLevel: 'county',
  pool: false,
  breached: false,
  reopened: 0,
  appealed: false,
  closedAt: '2026-11-20T00:00:00.000Z',
  visibility: 'village',
  onBehalf: false,
  ...more,
})
const now = new Date('2026-11-22T02:00:00.000Z')

test('every event a caller can cause and that is live has its row', () => {
  expect(Object.keys(eventForms).sort()).toEqual(callers.filter((event) => ruleOf(event).live).sort())
})

test.each(here)('%s: a filled sheet is taken by the contract', (event) => {
  for (const detail of [own, forAnother]) {
    expect(problemsOf(event, values, detail)).toEqual({})
    const photos = eventForms[event].fields.includes('photos') ? { photos: ['cloud://environment/uploads/a.jpg'] } : {}
    expect(v.safeParse(caseEventInputs[event], { ...inputOf(event, values, detail), ...photos }).issues).toBeUndefined()
  }
})

test.each(here)('%s: the version is sent where the table expects one, and only there', (event) => {
  expect('version' in inputOf(event, values, own)).toBe(ruleOf(event).expectsVersion)
})

test.each(here)('%s: what may not stay empty is asked for', (event) => {
  const free: readonly FieldName[] = [...(eventForms[event].optional ?? []), 'category', 'urgency', 'visibility']
  const needed = fieldsOf(event, own).filter((field) => !free.includes(field))
  expect(Object.keys(problemsOf(event, nothing, own)).sort()).toEqual([...needed].sort())
})

test('a photo is asked for only where the category proves something by it', () => {
  expect(problemsOf('complete', { ...values, photos: [] }, own)).toHaveProperty('photos')
  expect(problemsOf('complete', { ...values, photos: [] }, { ...own, evidence: false })).toEqual({})
  expect(problemsOf('progress', { ...values, photos: [] }, own)).toEqual({})
})

test('how somebody was asked only concerns who asks for another', () => {
  expect(fieldsOf('confirm', own)).not.toContain('asked')
  expect(fieldsOf('confirm', forAnother)).toContain('asked')
  expect(problemsOf('confirm', { ...values, asked: undefined }, forAnother)).toHaveProperty('asked')
})

test('a reason of one character is too short, a comment of one is not', () => {
  expect(problemsOf('decline', { ...values, reason: '忙' }, own)).toHaveProperty('reason')
  expect(problemsOf('comment', { ...values, note: '好' }, own)).toEqual({})
})

test('buttons are what the loop allows to each party in each state, no more and no less', () => {
  for (const state of Object.keys(caseStates) as CaseState[]) {
    for (const party of parties.filter((one) => one !== 'clock')) {
      const allowed = allowedEvents(facts(state), [party], now)
      const { main, others } = buttonsOf(allowed)
      expect([...(main ? [main] : []), ...others].sort()).toEqual([...allowed].sort())
    }
  }
  expect(Object.keys(loop).length).toBeGreaterThan(callers.length)
})

test.each([
  ['offered', 'dispatched', 'accept'],
  ['handler', 'handling', 'complete'],
  ['filer', 'resolved', 'confirm'],
  ['staff', 'collected', 'assess'],
  ['staff', 'assessed', 'dispatch'],
  ['neighbour', 'collected', 'support'],
] as const)('the main action of the %s of a case that is %s is %s', (party, state, event) => {
  expect(buttonsOf(allowedEvents(facts(state), [party], now)).main).toBe(event)
})

test('what has photos goes through the outbox, which uploads them', () => {
  for (const event of callers.filter((one) => eventForms[one].fields.includes('photos'))) {
    expect(eventForms[event].keeps).toBe(true)
  }
})
