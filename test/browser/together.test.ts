import { hours } from '../support/demo'
import { describeTwin, type Twin } from './twin'

const matter = { kind: 'request', category: 'repair', words: '厨房的灯坏了', place: { text: '3 组 12 号' } } as const

/** A case that somebody filed; where it goes to the pool, the grid leader has put it there. */
async function filed(twin: Twin, toPool: boolean) {
  const { cloud } = twin
  const { id: caseId } = await cloud.ok('villager-tian', 'case.submit', matter)
  if (!toPool) return caseId
  const { version } = await cloud.ok('leader-tian', 'case.get', { caseId })
  const assessed = await cloud.ok('leader-tian', 'case.assess', {
    caseId,
    version,
    category: 'repair',
    urgency: 'normal',
    visibility: 'village',
  })
  await cloud.ok('leader-tian', 'case.dispatch', { caseId, version: assessed.version, target: { to: 'pool' } })
  return caseId
}

describeTwin('several people at once', (twin) => {
  test('who acts on what somebody has just changed is shown the case as it is now', async () => {
    const caseId = await filed(twin, false)
    const [worker, leader] = await Promise.all([twin.person('worker-tian'), twin.person('leader-tian')])
    for (const tab of [worker, leader]) {
      await tab.go('packages/order/detail/index', { caseId })
      await tab.tap('do-assess')
    }
    await worker.tap('event-ok')
    await worker.sees('“研判”已办好')
    await leader.tap('event-ok')
    await leader.sees('刚刚有人办过这件事，现在是“分析研判”。')
    await leader.at('do-dispatch').waitFor()
    expect(await leader.at('do-assess').count()).toBe(0)
    const { steps } = await twin.cloud.ok('leader-tian', 'case.get', { caseId })
    expect(steps.filter(({ event }) => event === 'assess')).toHaveLength(1)
  }, 90_000)

  test('an order of the pool is whose takes it first; the other is told and no longer sees it', async () => {
    const caseId = await filed(twin, true)
    // Nobody of the grid takes it in time: it is offered to the whole village, and so to people of two grids.
    await twin.cloud.pass(hours(72))
    const [first, second] = await Promise.all([twin.person('member-tian'), twin.person('volunteer-tian')])
    for (const tab of [first, second]) {
      await tab.go('packages/party/pool/index')
      await tab.at(`accept-${caseId}`).waitFor()
    }
    await first.photograph('pool')
    for (const tab of [first, second]) await tab.tap(`accept-${caseId}`)
    await first.tap('accept-ok')
    await first.at('do-complete').waitFor()
    await second.tap('accept-ok')
    await second.sees(/别人|有人|抢先|已经/)
    await second.tap('accept-cancel')
    await second.at(`accept-${caseId}`).waitFor({ state: 'hidden' })
    const { handler, state } = await twin.cloud.ok('member-tian', 'case.get', { caseId })
    expect(state).toBe('handling')
    expect(handler?.name).toBe((await twin.cloud.ok('member-tian', 'person.me', {})).name)
  }, 90_000)
})
