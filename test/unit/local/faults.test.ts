import { callRates, type FaultOptions, Faults, type RequestFault, requestRates } from '../../../local/faults/faults'

const names = Array.from({ length: 4000 }, (_, n) => `call ${n}`)
const callsOf = (options: FaultOptions) => {
  const faults = new Faults(options)
  return names.map((name) => faults.call(faults.nameOf(name)).fault)
}
const requestsOf = (options: FaultOptions, name: string) => {
  const fates = new Faults(options).requestsOf(name)
  return Array.from({ length: 50 }, () => fates.next('database.getDocument', 'cases').fault)
}
const every: Partial<Record<RequestFault, number>> = { killed: 0.5 }

test('the same seed decides the same, another seed something else', () => {
  expect(callsOf({ seed: 7 })).toEqual(callsOf({ seed: 7 }))
  expect(callsOf({ seed: 7 })).not.toEqual(callsOf({ seed: 8 }))
})

test('what befalls a call does not depend on what came before it', () => {
  const faults = new Faults({ seed: 7 })
  const backwards = names.map((name) => [name, faults.call(faults.nameOf(name)).fault] as const).reverse()
  expect(backwards.reverse().map(([, fault]) => fault)).toEqual(callsOf({ seed: 7 }))
  expect(requestsOf({ seed: 7, request: every }, 'a')).toEqual(requestsOf({ seed: 7, request: every }, 'a'))
  expect(requestsOf({ seed: 7, request: every }, 'a')).not.toEqual(requestsOf({ seed: 7, request: every }, 'b'))
})

test('the second call of a name has another fate than the first', () => {
  const faults = new Faults({ seed: 7 })
  expect([faults.nameOf('api'), faults.nameOf('api'), faults.nameOf('clock')]).toEqual(['api#1', 'api#2', 'clock#1'])
})

test('every kind of fault comes about as often as the table says', () => {
  const fates = callsOf({ seed: 7 })
  for (const [fault, rate] of Object.entries(callRates)) {
    const share = fates.filter((one) => one === fault).length / names.length
    expect(share).toBeGreaterThan(rate / 2)
    expect(share).toBeLessThan(rate * 2)
  }
})

test('only what is late waits, and rates that are given stand instead of the usual ones', () => {
  const faults = new Faults({ seed: 7, call: { late: 1 }, request: { unanswered: 1 } })
  expect(faults.call('a')).toEqual({ fault: 'late', lateMs: expect.any(Number) })
  expect(faults.call('a').lateMs).toBeGreaterThan(0)
  expect(faults.requestsOf('a').next('database.getDocument', 'cases')).toEqual({ fault: 'unanswered', lateMs: 0 })
  expect(Object.values(requestRates).reduce((sum, rate) => sum + rate, 0)).toBeLessThan(0.1)
})
