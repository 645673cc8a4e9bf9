import { caseEventInputs } from '#types/case'
import {
  allowedEvents,
  allows,
  type CaseEvent,
  type CaseState,
  caseStates,
  conditions,
  isOpen,
  loop,
  openStates,
  parties,
  ruleOf,
} from '#types/loop'
import { decide } from '../../../cloudfunctions/domain/case/decide'
import type { LiveEvent } from '../../../cloudfunctions/domain/case/occasion'
import { factsOf } from '../../../cloudfunctions/domain/case/relations'
import { transitions } from '../../../cloudfunctions/domain/case/transitions'
import { Refusal } from '../../../cloudfunctions/kernel/errors'
import { inputs, now, occasion, sampleCase } from './sample'

const states = Object.keys(caseStates) as CaseState[]
const events = Object.keys(transitions) as LiveEvent[]

/** The table of domain.md §2, written down a second time on purpose: the code's table is held against it. */
const expected: Partial<Record<CaseEvent, { from: CaseState[]; to: CaseState[] | 'same' }>> = {
  submit: { from: [], to: ['collected'] },
  assess: { from: ['collected'], to: ['assessed'] },
  settleOnSpot: { from: ['collected', 'assessed'], to: ['resolved'] },
  dispatch: { from: ['assessed', 'dispatched', 'handling'], to: ['dispatched'] },
  accept: { from: ['dispatched'], to: ['handling'] },
  decline: { from: ['dispatched'], to: ['dispatched', 'assessed'] },
  lapse: { from: ['dispatched'], to: ['dispatched', 'assessed'] },
  progress: { from: [...openStates], to: 'same' },
  comment: { from: [...openStates], to: 'same' },
  transfer: { from: ['handling'], to: ['dispatched'] },
  escalate: { from: [...openStates], to: ['assessed'] },
  returnDown: { from: ['assessed'], to: ['assessed'] },
  suspend: { from: ['handling'], to: ['suspended'] },
  resume: { from: ['suspended'], to: ['handling'] },
  complete: { from: ['handling'], to: ['resolved'] },
  confirm: { from: ['resolved'], to: ['closed'] },
  dissatisfied: { from: ['resolved'], to: ['assessed'] },
  reopen: { from: ['closed'], to: ['assessed'] },
  followUp: { from: ['closed'], to: ['closed', 'assessed'] },
  urge: { from: [...openStates], to: 'same' },
  breach: { from: [...openStates], to: 'same' },
  merge: { from: [...openStates], to: ['merged'] },
  reject: { from: ['collected'], to: ['rejected'] },
  appeal: { from: ['rejected'], to: ['assessed'] },
  withdraw: { from: ['collected', 'assessed', 'dispatched'], to: ['withdrawn'] },
}

describe('the event table', () => {
  test.each(Object.entries(expected))('%s leads where domain.md says', (event, { from, to }) => {
    const row = ruleOf(event as CaseEvent)
    expect([...row.from].sort()).toEqual([...from].sort())
    expect(row.to === 'same' ? 'same' : [...row.to]).toEqual(to)
  })

  test('what changes state expects the version the screen showed; progress, comment and urge do not', () => {
    const free = (Object.keys(loop) as CaseEvent[]).filter((event) => !ruleOf(event).expectsVersion)
    expect(free).toEqual(expect.arrayContaining(['progress', 'comment', 'urge', 'support', 'submit']))
    for (const event of free) expect(ruleOf(event).to === 'same' || event === 'submit').toBe(true)
  })

  test('every event a caller can cause has an input, and only those', () => {
    const callable = (Object.keys(loop) as CaseEvent[]).filter(
      (event) => ruleOf(event).live && event !== 'submit' && ruleOf(event).by.some(({ party }) => party !== 'clock'),
    )
    expect(Object.keys(caseEventInputs).sort()).toEqual(callable.sort())
  })

  test('nothing leads out of withdrawn and merged, and nothing but an appeal out of rejected', () => {
    const out = (state: CaseState) =>
      (Object.keys(loop) as CaseEvent[]).filter((event) => ruleOf(event).from.includes(state))
    expect(out('withdrawn')).toEqual([])
    expect(out('merged')).toEqual([])
    expect(out('rejected')).toEqual(['appeal'])
  })
})

/** Every cell: 10 states × 21 live events × 12 parties, with the conditions both met and not met. */
describe('state × event × party', () => {
  const variants = [
    {},
    {
      breached: true,
      level: 'village',
      reopened: 1,
      appealed: true,
      urgedOn: '2026-07-22',
      visibility: 'private',
      forWhom: { who: 'another', name: '孙奶奶' },
    },
    { level: 'county', poolArea: '4115211052040111', offeredTo: null },
  ] as const
  test.each(states)('%s', (state) => {
    let allowed = 0
    let refused = 0
    for (const variant of variants) {
      const record = sampleCase(state, variant as never)
      const facts = factsOf(record)
      for (const event of events) {
        const row = ruleOf(event)
        for (const party of parties) {
          const entries = row.by.filter((entry) => entry.party === party)
          const should =
            row.from.includes(state) &&
            entries.some((entry) => (entry.when ?? []).every((name) => conditions[name](facts, now)))
          expect(allows(event, facts, party, now)).toBe(should)
          expect(allowedEvents(facts, [party], now).includes(event)).toBe(should)
          const act = () => decide(record, occasion(event, [party]))
          if (!should) {
            refused += 1
            expect(act).toThrow(Refusal)
            continue
          }
          allowed += 1
          const { next } = act()
          expect(row.to === 'same' ? [state] : row.to).toContain(next.state)
          expect(next.open).toBe(isOpen(next.state))
          expect(next.version).toBe(record.version + 1)
          expect(next.steps.at(-1)).toMatchObject({ event, seq: record.seq + 1, to: next.state })
        }
      }
    }
    expect(refused).toBeGreaterThan(0)
    if (!['withdrawn', 'merged', 'suspended', 'rejected'].includes(state)) expect(allowed).toBeGreaterThan(0)
  })

  test('a refusal tells a stranger that it is not theirs, and the right person that it is not the time', () => {
    const code = (act: () => unknown) => {
      try {
        act()
      } catch (error) {
        return (error as Refusal).code
      }
      return 'allowed'
    }
    expect(code(() => decide(sampleCase('collected'), occasion('assess', ['neighbour'])))).toBe('FORBIDDEN')
    expect(code(() => decide(sampleCase('closed'), occasion('assess', ['staff'])))).toBe('EVENT_NOT_ALLOWED')
    expect(code(() => decide(sampleCase('closed', { reopened: 1 }), occasion('reopen', ['filer'])))).toBe(
      'EVENT_NOT_ALLOWED',
    )
  })

  test('every live event has an input in this walk', () => {
    expect(Object.keys(inputs).sort()).toEqual([...events].sort())
  })
})
