/** The journal as a job of the administrators: what is in it, whose it is, and that it is made once. */
import { award } from '../../cloudfunctions/domain/ledger'
import { emptyBooks, enter, holderOf } from '../support/books'
import { type DemoCloud, startDemoCloud } from '../support/demo'
import { downloaded, ended } from './job-support'

const village = '411521105204'
const year = { year: '2026', ends: null }

let demo: DemoCloud
beforeAll(async () => {
  demo = await startDemoCloud()
  await emptyBooks(demo)
  const give = (what: string) => (account: Parameters<typeof award>[0]) =>
    award(account, 5, year, { cause: `test:${what}`, at: demo.now(), words: { what } })
  await enter(demo, 'goods', holderOf(demo, 'villager-tian'), [give('扫雪'), give('清沟')])
  await enter(demo, 'goods', holderOf(demo, 'villager-diao'), [give('栽树')])
  await enter(demo, 'merit', holderOf(demo, 'county-officer', 'merit'), [give('值班')])
})
afterAll(() => demo.close())

async function journalOf(areaId: string): Promise<{ text: string; entries: number; fileName: string }> {
  const { id } = await demo.ok('admin', 'job.start', { kind: 'journal', areaId })
  const { state, total, file } = await ended(demo, 'admin', id)
  expect(state).toBe('done')
  return { text: (await downloaded(file!.url)).toString(), entries: total, fileName: file!.fileName }
}

test('holds the entries of the area, and no name', async () => {
  const own = await journalOf(village)
  expect(own.entries).toBe(2)
  expect(own.fileName).toMatch(/^田堰村-积分账-\d{4}-\d{2}-\d{2}\.journal$/)
  expect(own.text).toContain('扫雪，得 5 分')
  expect(own.text).toContain(`    income:issued:goods:${village}  -5 goods`)
  expect(own.text).not.toContain('栽树')
  expect(own.text).not.toContain(demo.personOf('villager-tian').name)
  const whole = await journalOf('411521')
  expect(whole.entries).toBe(4)
  for (const what of ['扫雪', '清沟', '栽树', '值班']) expect(whole.text).toContain(what)
})

test('is asked for by village or above', async () => {
  const group = demo.personOf('villager-tian').areas[3]
  const { id } = await demo.ok('admin', 'job.start', { kind: 'journal', areaId: group })
  expect(await ended(demo, 'admin', id)).toMatchObject({ state: 'failed', problem: '请选择村或以上的区划。' })
})

test('is the administrators’, and started once by a request', async () => {
  for (const who of ['secretary-tian', 'villager-tian', 'auditor', 'county-officer'])
    expect(await demo.refused(who, 'job.start', { kind: 'journal', areaId: village })).toBe('FORBIDDEN')
  const requestId = demo.freshId()
  const start = () => demo.ok('admin', 'job.start', { kind: 'journal', areaId: village }, requestId)
  const [one, other] = await Promise.all([start(), start()])
  expect(other!.id).toBe(one!.id)
  expect(demo.rows('jobs', { _id: one!.id })).toHaveLength(1)
})
