/** @jest-environment jsdom */
import { writeFileSync } from 'node:fs'
import type { CaseSummary } from '#types/case'
import type { ClaimSummary } from '#types/claim'
import { type MiniApp, openApp } from '../support/weapp'

/** Bytes that one tap on the list of cases may hand to the screen, with 30 rows on it (architecture.md §6). */
const budget = 20_000

const me = {
  standing: 'confirmed',
  personId: 'p1',
  name: '王秀英',
  villageName: '青山村',
  areaNames: ['青山村', '一组'],
  areas: ['411521', '411521105', '411521105204'],
  posts: [{ role: 'gridWorker', title: '网格员', areaName: '青山村一组', areaId: '411521105204' }],
  skills: [],
}

/** A row as long as they come: title and place at their full length. */
const rowOf = (view: string, n: number): CaseSummary => ({
  id: `${view}${n}`.padEnd(32, '0'),
  number: `LS-260722-${String(n).padStart(4, '2')}`,
  kind: 'request',
  category: 'repair',
  state: 'collected',
  level: 'grid',
  urgency: n % 5 === 0 ? 'urgent' : 'normal',
  title: `${view} 厨房的灯坏了，晚上看不见，孩子写作业没有光，请来人看看是不是线路老化，已经两天了，家里还有老人${n}`,
  areaName: '第1微网格',
  placeText: '3组12号村东头老井边',
  due: { stage: 'assess', at: '2099-07-22T02:00:00.000Z', breached: false },
  submittedAt: '2026-07-22T02:00:00.000Z',
  updatedAt: '2026-07-22T02:00:00.000Z',
  version: 1,
  supporters: 0,
})

const taken: Record<string, number> = {}
let app: MiniApp
afterEach(() => {
  expect(app.faults).toEqual([])
  app.close()
})
// for `npm run bench`, which reports the figures
afterAll(() => {
  if (process.env.BENCH_OUTPUT) writeFileSync(process.env.BENCH_OUTPUT, JSON.stringify(taken))
})

const claimOf = (n: number): ClaimSummary => ({
  id: `claim${n}`.padEnd(32, '0'),
  version: 2,
  state: 'verified',
  origin: 'declared',
  ruleId: 'elders-visited',
  ruleVersion: 3,
  label: `照料独居老人，送饭上门、打扫屋子、陪着看病取药，一件一件都有照片为证，由邻居作证 ${n}`,
  group: 'civility',
  sign: 'positive',
  unit: 'goods',
  times: 2,
  points: 6,
  name: '王秀英',
  household: '3组12号',
  on: '2026-11-20',
  at: '2026-11-20T02:00:00.000Z',
  photos: 3,
})

/** What one deed hands to the screen, once `shown` is to be seen. */
async function bytesOf(name: string, deed: () => void, shown: () => boolean): Promise<number> {
  app.takeSentBytes()
  deed()
  await app.until(shown)
  taken[name] = app.takeSentBytes()
  return taken[name]
}

test('on a list of 30 cases no tap and no refresh hands over more than its budget', async () => {
  let second = rowOf('todo', 1)
  app = await openApp({
    url: 'pages/cases/index',
    async callFunction({ data }) {
      const { action, data: input } = data as { action: string; data: { view: string; limit: number; cursor?: string } }
      if (action === 'person.me') return { ok: true, data: me }
      if (action !== 'case.list') return { ok: false, error: { code: 'FORBIDDEN', message: '没有权限' } }
      const rows = Array.from({ length: 30 }, (_, n) => rowOf(input.view, n))
      if (input.view === 'todo') rows[1] = second
      const from = Number(input.cursor ?? 0)
      const next = from + input.limit < rows.length ? { next: String(from + input.limit) } : {}
      return { ok: true, data: { rows: rows.slice(from, from + input.limit), ...next } }
    },
  })
  for (const last of [9, 19, 29]) {
    const shown = () => app.text().includes(rowOf('todo', last).title)
    if (last > 9) expect(await bytesOf('more', () => app.tap('cases-more'), shown)).toBeLessThan(budget)
    else await app.until(shown)
  }
  const filters = () => app.has('search-words')
  expect(await bytesOf('filters', () => app.tap('filter'), filters)).toBeLessThan(budget)
  expect(
    await bytesOf(
      'fold',
      () => app.tap('filter'),
      () => !filters(),
    ),
  ).toBeLessThan(budget)
  second = { ...second, title: '已经换了一个标题' }
  const refreshed = () => app.text().includes(second.title)
  expect(await bytesOf('refresh', () => app.pullDown(), refreshed)).toBeLessThan(budget)
  const mine = () => app.text().includes(rowOf('mine', 9).title)
  expect(await bytesOf('view', () => app.tap('view-mine'), mine)).toBeLessThan(budget)
})

test('on a list of 30 claims to approve no tap hands over more than its budget', async () => {
  const rows = Array.from({ length: 30 }, (_, n) => claimOf(n))
  app = await openApp({
    url: 'packages/points/claims/index?view=toApprove',
    async callFunction({ data }) {
      const { action, data: input } = data as { action: string; data: { limit: number; cursor?: string } }
      const posts = [{ ...me.posts[0], role: 'villageSecretary' }]
      if (action === 'person.me') return { ok: true, data: { ...me, posts } }
      if (action !== 'claim.list') return { ok: false, error: { code: 'FORBIDDEN', message: '没有权限' } }
      const from = Number(input.cursor ?? 0)
      const next = from + input.limit < rows.length ? { next: String(from + input.limit) } : {}
      return { ok: true, data: { rows: rows.slice(from, from + input.limit), ...next } }
    },
  })
  for (const last of [9, 19, 29]) {
    const shown = () => app.text().includes(claimOf(last).label)
    if (last > 9) expect(await bytesOf('moreClaims', () => app.tap('claims-more'), shown)).toBeLessThan(budget)
    else await app.until(shown)
  }
  const picked = () => app.has('round-approve')
  expect(await bytesOf('pick', () => app.tap(`pick-${rows[4]!.id}`), picked)).toBeLessThan(budget)
  const all = () => app.text().includes('评议通过所选 30 条')
  expect(await bytesOf('pickAll', () => app.tap('pick-all'), all)).toBeLessThan(budget)
})
