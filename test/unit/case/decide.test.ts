import fc from 'fast-check'
import { openStates, parties, ruleOf } from '#types/loop'
import { owedEvent, startClock } from '../../../cloudfunctions/domain/case/clock'
import { decide } from '../../../cloudfunctions/domain/case/decide'
import type { LiveEvent } from '../../../cloudfunctions/domain/case/occasion'
import { type CaseRecord, never, stepsKept } from '../../../cloudfunctions/domain/case/record'
import { factsOf, ownHousehold, relationsOf, sightOf } from '../../../cloudfunctions/domain/case/relations'
import { Refusal } from '../../../cloudfunctions/kernel/errors'
import { areas, inputs, now, occasion, sampleCase, session } from './sample'

const minutes = (count: number) => new Date(now.getTime() + count * 60_000)
const codeOf = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'allowed'
}

describe('deadlines', () => {
  test('passing a case from hand to hand gains no time', () => {
    const taken = decide(sampleCase('dispatched'), occasion('accept', ['offered'])).next
    const passed = decide(taken, occasion('transfer', ['handler'], { now: minutes(60) })).next
    const again = decide(passed, occasion('accept', ['offered'], { now: minutes(120) })).next
    expect(again.nextDue).toEqual(taken.nextDue)
    expect(again.handleBy).toEqual(taken.handleBy)
  })

  test('after dissatisfaction the time for handling starts afresh', () => {
    const resolved = sampleCase('resolved', { handleBy: minutes(5) })
    const again = decide(resolved, occasion('dissatisfied', ['filer'])).next
    expect(again.handleBy).toBeUndefined()
    expect(again.reopened).toBe(0)
    expect(decide({ ...again, state: 'closed', closedAt: now }, occasion('reopen', ['filer'])).next.reopened).toBe(1)
    expect(again.handlerId).toBeUndefined()
  })

  test('no clock runs once the case is over', () => {
    for (const [state, event] of [
      ['resolved', 'confirm'],
      ['collected', 'reject'],
      ['assessed', 'withdraw'],
    ] as const) {
      const { next } = decide(sampleCase(state), occasion(event, ['filer', 'staff']))
      expect(next).toMatchObject({ clock: null, nextDue: never, nextClock: never })
    }
  })

  test('the clock warns at 80 %, then breaches once, and a breach moves nothing', () => {
    const record = sampleCase('collected')
    const clock = record.clock!
    expect(owedEvent(record, new Date(clock.warnAt.getTime() - 1))).toBeNull()
    expect(owedEvent(record, clock.warnAt)).toBe('warn')
    const warned = decide(record, occasion('warn', ['clock'], { now: clock.warnAt })).next
    expect(owedEvent(warned, clock.warnAt)).toBeNull()
    expect(warned.nextClock).toEqual(clock.due)
    const breached = decide(warned, occasion('breach', ['clock'], { now: clock.due })).next
    expect(breached).toMatchObject({ state: 'collected', breached: true, breaches: 1, nextClock: never })
    expect(breached.nextDue).toEqual(clock.due)
    expect(owedEvent(breached, minutes(1e6))).toBeNull()
  })

  test('an unanswered feedback confirms itself as not asked after 7 days', () => {
    const record = sampleCase('resolved')
    expect(record.clock?.due.getTime()).toBe(now.getTime() + 7 * 86_400_000)
    expect(owedEvent(record, record.clock!.due)).toBe('confirm')
    const { next } = decide(record, occasion('confirm', ['clock'], { input: {}, now: record.clock!.due }))
    expect(next).toMatchObject({ state: 'closed', rating: 'notAsked' })
  })

  test('an emergency gives half an hour', () => {
    expect(startClock({ urgency: 'emergency', category: 'power' }, 'assess', now).due).toEqual(minutes(30))
  })
})

describe('offering', () => {
  test('a pool that nobody takes from widens from grid to group, village and town, then goes back to the worker', () => {
    let record = sampleCase('dispatched', { offeredTo: null, poolArea: areas[4]! })
    const seen: (string | null)[] = []
    for (let round = 0; round < 6 && record.state === 'dispatched'; round++) {
      record = decide(record, occasion('lapse', ['clock'])).next
      seen.push(record.poolArea)
    }
    expect(seen).toEqual([areas[3], areas[2], areas[1], null])
    expect(record.state).toBe('assessed')
  })

  test('a private case never goes into a pool, not even when a person declines it', () => {
    const declined = decide(sampleCase('dispatched', { visibility: 'private' }), occasion('decline', ['offered'])).next
    expect(declined).toMatchObject({ state: 'assessed', poolArea: null })
    const pool = { target: { to: 'pool' as const, id: areas[4]!, name: '大厅', people: [] } }
    expect(
      codeOf(() =>
        decide(sampleCase('assessed', { visibility: 'private' }), occasion('dispatch', ['staff'], { supplies: pool })),
      ),
    ).toBe('BAD_INPUT')
  })

  test('nobody is offered a case of their own household', () => {
    const own = { target: { to: 'person' as const, id: 'son', name: '田小', people: ['son'], householdId: 'h1' } }
    expect(codeOf(() => decide(sampleCase('assessed'), occasion('dispatch', ['staff'], { supplies: own })))).toBe(
      'OWN_HOUSEHOLD',
    )
  })

  test('a worker who filed for somebody else may take it; the one it is for may not', () => {
    const record = sampleCase('assessed', {
      filerId: 'worker',
      filerHouseholdId: 'hw',
      forWhom: { who: 'another', name: '孙奶奶', personId: 'sun', householdId: 'hs' },
    })
    expect(ownHousehold(record, { personId: 'worker', householdId: 'hw' })).toBe(false)
    expect(ownHousehold(record, { personId: 'sun' })).toBe(true)
    expect(ownHousehold(record, { personId: 'sun-son', householdId: 'hs' })).toBe(true)
    expect(factsOf(record).onBehalf).toBe(true)
  })

  test('filed for somebody of the household, neither filer nor member nor anybody at home takes it, and the filer confirms', () => {
    const record = sampleCase('assessed', { forWhom: { who: 'household', name: '我母亲', personId: 'mother' } })
    expect(ownHousehold(record, { personId: record.filerId })).toBe(true)
    expect(ownHousehold(record, { personId: 'mother', householdId: 'elsewhere' })).toBe(true)
    expect(ownHousehold(record, { personId: 'son', householdId: 'h1' })).toBe(true)
    expect(ownHousehold(record, { personId: 'worker', householdId: 'hw' })).toBe(false)
    expect(factsOf(record).onBehalf).toBe(false)
  })

  test('a step that waits for a check names the identity it came from, so that the check outlives the call', () => {
    const supplies = { hidden: true, openid: 'o-visitor' }
    const { effects } = decide(sampleCase('handling'), occasion('comment', ['filer'], { supplies }))
    expect(effects.find(({ kind }) => kind === 'review')).toMatchObject({ stepSeq: 2, openid: 'o-visitor' })
  })

  test('photos are asked for where the category asks for them', () => {
    const water = sampleCase('handling', { category: 'water' })
    expect(codeOf(() => decide(water, occasion('complete', ['handler'])))).toBe('BAD_INPUT')
    const photos = [{ fileId: 'cloud://e/u/x.jpg', kind: 'photo' as const, state: 'checking' as const }]
    expect(decide(water, occasion('complete', ['handler'], { supplies: { photos } })).next.state).toBe('resolved')
  })
})

describe('graded handling', () => {
  test('escalation goes up exactly one level, counts, and the county has nowhere to go', () => {
    let record = sampleCase('assessed')
    for (const level of ['village', 'town', 'county'] as const) {
      record = decide(record, occasion('escalate', ['staff'])).next
      expect(record.level).toBe(level)
    }
    expect(record).toMatchObject({ handedUp: 3, passed: ['grid', 'village', 'town', 'county'] })
    expect(codeOf(() => decide(record, occasion('escalate', ['staff'])))).toBe('EVENT_NOT_ALLOWED')
    expect(decide(record, occasion('returnDown', ['staff'])).next.level).toBe('town')
  })
})

describe('who is what to a case', () => {
  const record = sampleCase('collected')
  test.each([
    ['the worker of the grid', session('w', [['gridWorker', areas[4]!]]), ['staff']],
    ['the secretary', session('s', [['villageSecretary', areas[2]!]]), ['superior', 'secretary', 'neighbour']],
    ['a worker of another grid', session('x', [['gridWorker', '4115211052040199']]), ['neighbour']],
    ['the county leader', session('c', [['countyLeader', areas[0]!]], { areas: [] }), ['superior', 'townLeader']],
    ['somebody of another village', session('y', [], { areas: ['411521', '411521208', '411521208208'] }), []],
    ['a visitor', session('v', [], { standing: 'visitor', areas: [] }), []],
  ])('%s', (_name, who, relations) => {
    expect(relationsOf(record, who).sort()).toEqual([...relations].sort())
  })

  test('whoever a complaint is about is nothing to it and sees nothing, whatever their post', () => {
    const about = sampleCase('collected', { category: 'conduct', visibility: 'private', aboutPersonId: 'w' })
    const worker = session('w', [['gridWorker', areas[4]!]])
    expect(relationsOf(about, worker)).toEqual([])
    expect(sightOf(about, worker, [])).toBe('none')
  })

  test('neighbours see the public face of a village case and nothing of a private one', () => {
    const neighbour = session('n')
    expect(sightOf(record, neighbour, relationsOf(record, neighbour))).toBe('public')
    const secret = sampleCase('collected', { visibility: 'private' })
    expect(sightOf(secret, neighbour, relationsOf(secret, neighbour))).toBe('none')
  })
})

describe('whatever happens', () => {
  const anyEvent = fc.constantFrom(...(Object.keys(inputs) as LiveEvent[]))
  const history = fc.array(fc.tuple(anyEvent, fc.constantFrom(...parties), fc.integer({ min: 0, max: 5000 })), {
    maxLength: 60,
  })

  test('a case stays bounded, keeps its clock where one runs, and its steps alone rebuild its state', () => {
    fc.assert(
      fc.property(history, (moves) => {
        let record: CaseRecord = sampleCase('collected')
        let state = record.state
        let at = now.getTime()
        const effects = new Set<string>()
        for (const [event, party, later] of moves) {
          at += later * 60_000
          const before = record
          try {
            const decision = decide(record, occasion(event, [party], { now: new Date(at) }))
            record = decision.next
            for (const effect of decision.effects) {
              expect(effects.has(effect.id)).toBe(false)
              effects.add(effect.id)
            }
          } catch (error) {
            expect(error).toBeInstanceOf(Refusal)
            expect(record).toBe(before)
            continue
          }
          const step = record.steps.at(-1)!
          const row = ruleOf(step.event)
          expect(row.from).toContain(state)
          state = step.to
          expect(record.state).toBe(state)
          expect(record.steps.length).toBeLessThanOrEqual(stepsKept)
          expect(record.orders.length).toBeLessThanOrEqual(20)
          if ((openStates as readonly string[]).includes(record.state)) expect(record.clock).not.toBeNull()
          if (record.state === 'dispatched') expect(record.offeredTo ?? record.poolArea).not.toBeNull()
          else expect([record.offeredTo, record.poolArea]).toEqual([null, null])
          if (record.state === 'handling') expect(record.handlerId).toBeDefined()
        }
      }),
      { numRuns: 300 },
    )
  })
})
