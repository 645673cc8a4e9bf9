import fc from 'fast-check'
import { chainsOf, type Effect, runLanes } from '../../../cloudfunctions/kernel/lanes'
import { mostTries, nextTryAfter, settleOutbox } from '../../../cloudfunctions/kernel/outbox'

const now = new Date('2026-07-22T10:00:00Z')
const effect = (id: string, more: Partial<Effect> = {}): Effect => ({ id, kind: 'test', seq: 1, tries: 0, ...more })
const minutes = (n: number) => new Date(now.getTime() + n * 60_000)

describe('lanes', () => {
  test('effects of a lane run in order of seq, one at a time; others run beside them', async () => {
    const events: string[] = []
    const run = async ({ id }: Effect) => {
      events.push(`${id}+`)
      await Promise.resolve()
      events.push(`${id}-`)
    }
    const effects = [effect('b', { lane: 'l', seq: 2 }), effect('x'), effect('a', { lane: 'l', seq: 1 })]
    const outcomes = await runLanes(effects, run, now, 1000)
    expect(events.filter((event) => event < 'x')).toEqual(['a+', 'a-', 'b+', 'b-'])
    expect(events.indexOf('x+')).toBeLessThan(events.indexOf('a-'))
    expect([...outcomes.values()]).toEqual(['done', 'done', 'done'])
  })

  test('a failure holds back the rest of its lane and nothing else', async () => {
    const run = async ({ id }: Effect) => {
      if (id === 'a') throw new Error('no network')
    }
    const effects = [effect('a', { lane: 'l', seq: 1 }), effect('b', { lane: 'l', seq: 2 }), effect('x')]
    const outcomes = await runLanes(effects, run, now, 1000)
    expect(Object.fromEntries(outcomes)).toEqual({ a: { error: 'no network' }, x: 'done' })
  })

  test('an effect that waits is not run before its time, nor is what stands behind it', async () => {
    const effects = [
      effect('waits', { lane: 'l', seq: 1, nextTry: minutes(1) }),
      effect('behind', { lane: 'l', seq: 2 }),
      effect('ripe', { nextTry: now }),
    ]
    const outcomes = await runLanes(effects, async () => undefined, now, 1000)
    expect([...outcomes.keys()]).toEqual(['ripe'])
  })

  test('what has not ended within the budget counts as not run', async () => {
    let finish = () => {}
    const slow = new Promise<void>((resolve) => {
      finish = resolve
    })
    const effects = [effect('fast'), effect('slow', { lane: 'l', seq: 1 }), effect('after', { lane: 'l', seq: 2 })]
    const ran: string[] = []
    const outcomes = await runLanes(
      effects,
      async ({ id }) => {
        ran.push(id)
        if (id === 'slow') await slow
      },
      now,
      5,
    )
    finish()
    await slow
    expect([...outcomes.keys()]).toEqual(['fast'])
    expect(ran).toEqual(['fast', 'slow'])
  })

  test('every effect lies in exactly one chain', () => {
    const effects = fc.uniqueArray(
      fc.record({ id: fc.uuid(), seq: fc.nat(9), lane: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }) }),
      { selector: ({ id }) => id },
    )
    fc.assert(
      fc.property(effects, (drawn) => {
        const all = drawn.map((one) => effect(one.id, one))
        const chains = chainsOf(all)
        expect(
          chains
            .flat()
            .map(({ id }) => id)
            .sort(),
        ).toEqual(all.map(({ id }) => id).sort())
        for (const chain of chains) {
          expect(new Set(chain.map(({ lane }) => lane)).size).toBe(1)
          expect(chain.every(({ seq }, n) => n === 0 || chain[n - 1]!.seq <= seq)).toBe(true)
        }
      }),
    )
  })
})

describe('settling an outbox', () => {
  test('done effects go, untouched ones stay as they are', () => {
    const outbox = [effect('a'), effect('b')]
    expect(settleOutbox(outbox, new Map([['a', 'done']]), now)).toEqual({ outbox: [effect('b')], due: now, dead: [] })
    expect(settleOutbox([effect('a')], new Map([['a', 'done']]), now).due).toBeUndefined()
  })

  test('a failed effect waits longer each time; the document is due when the first of its effects is', () => {
    const outbox = [effect('a', { tries: 2 }), effect('b', { tries: 1, nextTry: minutes(9) })]
    const settled = settleOutbox(outbox, new Map([['a', { error: 'x' }]]), now)
    expect(settled.outbox[0]).toEqual(effect('a', { tries: 3, nextTry: minutes(4) }))
    expect(settled.due).toEqual(minutes(4))
  })

  test('waiting doubles from a minute to an hour', () => {
    expect([1, 2, 3, 6, 7, 9].map((tries) => nextTryAfter(tries, now))).toEqual([1, 2, 4, 32, 60, 60].map(minutes))
  })

  test('the tenth failure makes a dead letter', () => {
    const outbox = [effect('a', { tries: mostTries - 1 })]
    const settled = settleOutbox(outbox, new Map([['a', { error: 'no template' }]]), now)
    expect(settled.outbox).toEqual([])
    expect(settled.due).toBeUndefined()
    expect(settled.dead).toMatchObject([{ effect: { id: 'a', tries: mostTries }, error: 'no template' }])
  })
})
