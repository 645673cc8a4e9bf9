import { caseEventInputs } from '#types/case'
import { callCosts } from '../../bench/calls'
import { budgetOf, type CallCost, callBudgets, latency } from '../../bench/calls-cost'
import { type DemoCloud, startDemoCloud } from '../support/demo'

/** What calls cost a warm instance in round trips and operations, beside the bounds of architecture.md §6. */
let cloud: DemoCloud
let costs: Map<string, CallCost>
beforeAll(async () => {
  cloud = await startDemoCloud({ workers: 1, latency })
  costs = await callCosts(cloud)
}, 180_000)
afterAll(() => cloud?.close())

/** Every call that costs more than its budget, and by which bound. */
const over = () =>
  [...costs].flatMap(([name, cost]) =>
    Object.entries(callBudgets[budgetOf(name)]).flatMap(([kind, bound]) => {
      const value = cost[kind as keyof CallCost]
      return value > bound ? [`${name}: ${kind} ${value} > ${bound}`] : []
    }),
  )

test('every event that a caller can cause is walked', () => {
  for (const event of Object.keys(caseEventInputs)) expect([...costs.keys()]).toContain(`case.${event}`)
})

test('a submission is stored after two round trips, told and counted after three', () => {
  expect(costs.get('case.submit')).toEqual({ decide: 2, sequence: 3, roundTrips: 5, operations: 4 })
})

test('nothing costs more than its budget', () => {
  expect(over()).toEqual([])
})
