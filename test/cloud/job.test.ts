import { readSheet } from 'read-excel-file/node'
import writeXlsxFile from 'write-excel-file/node'
import type { JobRow, JobView, Roster } from '#types/job'
import type { JobRecord } from '../../cloudfunctions/domain/job/record'
import type { PersonRecord } from '../../cloudfunctions/domain/person/record'
import { type DemoCloud, startDemoCloud } from '../support/demo'
import { downloaded, ended, upload } from './job-support'

const county = '411521'
const village = '411521105204'
const villageName = '楠杆镇 · 田堰村'

let demo: DemoCloud
beforeAll(async () => {
  demo = await startDemoCloud()
})
afterAll(() => demo.close())

let files = 0
const fileOf = async (rows: string[][], name = 'roster') => {
  const data = rows.map((cells) => cells.map((value) => (value === '' ? null : { value, type: String })))
  const content = await writeXlsxFile([{ sheet: '表', data }]).toBuffer()
  files += 1
  return upload(demo, 'admin', `${name}-${files}.xlsx`, content)
}

/** Starts an import and lets it end. */
async function imported(roster: Roster, fileId: string, { areaId = village, dryRun = false } = {}): Promise<JobView> {
  const job = await demo.ok('admin', 'job.start', { kind: 'import', roster, areaId, fileId, dryRun })
  return ended(demo, 'admin', job.id)
}

const problemsOf = async (jobId: string): Promise<JobRow[]> =>
  (await demo.ok('admin', 'job.get', { jobId })).problems.rows
const figures = ({ state, total, done, created, changed, unchanged, refused }: JobView) => ({
  ...{ state, total, done, created, changed, unchanged, refused },
})

const householdColumns = ['区划', '门牌号', '户主']
const peopleColumns = ['姓名', '电话', '区划', '门牌号', '技能']
const letters = (n: number) =>
  String.fromCharCode(0x4e00 + (n % 2000)) + String.fromCharCode(0x5000 + Math.floor(n / 2000))

describe('a template', () => {
  test.each(['areas', 'organizations', 'households', 'people', 'posts'] as const)(
    'of %s has an example that is not imported and a sheet of notes',
    async (roster) => {
      const { url, fileName } = await demo.ok('admin', 'job.template', { roster })
      expect(fileName).toMatch(/模板\.xlsx$/)
      const content = await downloaded(url)
      const [header, example] = await readSheet(content)
      expect(example!.length).toBeGreaterThan(2)
      expect(header!.every((cell) => typeof cell === 'string')).toBe(true)
      const notes = await readSheet(content, '填写说明')
      expect(notes[0]).toEqual(['列名', '是否必填', '怎样填写'])
      files += 1
      const fileId = await upload(demo, 'admin', `template-${files}.xlsx`, content)
      expect(figures(await imported(roster, fileId))).toMatchObject({ state: 'done', total: 0 })
    },
  )

  test('is for administrators', async () => {
    expect(await demo.refused('secretary-tian', 'job.template', { roster: 'people' })).toBe('FORBIDDEN')
  })
})

describe('importing people', () => {
  const households = [householdColumns, [villageName, '新 1 号', '赵一'], [village, '新 2 号', '钱二']]
  const people = [
    peopleColumns,
    ['赵一', '13911110001', villageName, '新 1 号', '水电、开车接送'],
    ['赵小', '', '田堰村', '新 1 号', ''],
    ['钱二', '13911110002', village, '新 2 号', ''],
    ['孙三', '12345', villageName, '新 1 号', ''],
    ['李四', '', '没有的村', '新 1 号', ''],
    ['周五', '', villageName, '新 9 号', ''],
    ['', '', villageName, '新 1 号', ''],
    ['赵一', '', villageName, '新 1 号', ''],
    ['吴六', '', villageName, '新 1 号', '打铁'],
  ]

  test('says the same in a dry run as in the run, names row and column of what it refuses, and a second run changes nothing', async () => {
    expect(figures(await imported('households', await fileOf(households)))).toMatchObject({ created: 2, refused: 0 })
    const fileId = await fileOf(people)
    const before = demo.rows('people').length
    const dry = await imported('people', fileId, { dryRun: true })
    expect(figures(dry)).toEqual({
      ...{ state: 'done', total: 9, done: 9, created: 3, changed: 0, unchanged: 0, refused: 6 },
    })
    expect(demo.rows('people')).toHaveLength(before)
    const real = await imported('people', fileId)
    expect(figures(real)).toEqual(figures(dry))
    expect(await problemsOf(real.id)).toEqual(await problemsOf(dry.id))
    const problems = await problemsOf(real.id)
    expect(problems.map(({ row, column }) => [row, column])).toEqual([
      ...[
        [5, '电话'],
        [6, '区划'],
        [7, '门牌号'],
        [8, '姓名'],
        [9, '姓名'],
        [10, '技能'],
      ],
    ])
    expect(problems.map(({ problem }) => problem)).toEqual([
      '电话号码格式不对',
      '本次范围内没有区划“没有的村”，请填写代码或全名',
      '“田堰村”没有“新 9 号”这一户，请先导入户',
      '这一格不能为空',
      '与第 2 行重复，请删去一行',
      expect.stringContaining('请填写以下之一：水电'),
    ])
    const [zhao] = demo.rows<PersonRecord>('people', { phone: '13911110001' })
    expect(zhao).toMatchObject({ name: '赵一', skills: ['electric', 'driving'], status: 'active', version: 1 })
    expect(demo.rows('households', { _id: zhao!.householdId })).toMatchObject([{ number: '新 1 号' }])
    const again = await imported('people', await fileOf(people))
    expect(figures(again)).toMatchObject({ created: 0, changed: 0, unchanged: 3, refused: 6 })
    expect(demo.rows<PersonRecord>('people', { _id: zhao!._id })).toEqual([zhao])
  })

  test('carries a new number into posts and sign-ins', async () => {
    const worker = demo.personOf('worker-tian')
    const [household] = demo.rows<{ number: string }>('households', { _id: worker.householdId })
    const fileId = await fileOf([
      peopleColumns,
      [worker.name, '13922220000', worker.areas.at(-1)!, household!.number, ''],
    ])
    expect(figures(await imported('people', fileId))).toMatchObject({ changed: 1, refused: 0 })
    expect(demo.rows('posts', { personId: worker._id })).toMatchObject([{ personPhone: '13922220000' }])
    expect(demo.bindingOf('worker-tian')!.posts).toHaveLength(1)
  })

  test('deletes the file once it is in, and keeps it after a dry run', async () => {
    const rows = [householdColumns, [villageName, '新 3 号', '郑七']]
    const fileId = await fileOf(rows)
    const start = (dryRun: boolean) =>
      demo.refused('admin', 'job.start', { kind: 'import', roster: 'households', areaId: village, fileId, dryRun })
    await imported('households', fileId, { dryRun: true })
    await imported('households', fileId)
    expect(await start(true)).toBe('FILE_REFUSED')
  })
})

describe('importing posts, organizations and areas', () => {
  test('gives authority by a post from a sheet, and finds whom it means', async () => {
    const villager = demo.personOf('villager-tian')
    const columns = ['姓名', '电话', '岗位', '区划', '单位', '起始日期']
    const rows = [
      columns,
      [villager.name, villager.phone!, '安全员', villageName, '', '2026-01-01'],
      ['没有这人', '', '安全员', villageName, '', '2026-01-01'],
      [villager.name, villager.phone!, '皇帝', villageName, '', '2026-01-01'],
      [villager.name, villager.phone!, '安全员', '', '', '2026-01-01'],
      [villager.name, villager.phone!, '部门联络员', '', '没有的单位', '2026-01-01'],
    ]
    const job = await imported('posts', await fileOf(rows), { areaId: county })
    expect(figures(job)).toMatchObject({ created: 1, refused: 4 })
    expect((await problemsOf(job.id)).map(({ row, column }) => [row, column])).toEqual([
      ...[
        [3, '姓名'],
        [4, '岗位'],
        [5, '区划'],
        [6, '单位'],
      ],
    ])
    expect((await demo.ok('villager-tian', 'person.me', {})).posts).toMatchObject([{ role: 'safetyOfficer' }])
    expect(figures(await imported('posts', await fileOf(rows), { areaId: county }))).toMatchObject({ unchanged: 1 })
  })

  test("takes the statistical bureau's table, of which only the area's lines count", async () => {
    const lines = [
      'code,parent,level,name',
      '41,,province,河南省',
      '411521,4115,county,罗山县',
      '411521105,411521,town,楠杆镇',
      '411521105204,411521105,village,田堰村民委员会',
      '411521105290,411521105,village,新设村民委员会',
      '411521999201,411521999,village,无上级村委会',
      '140830100,140830,town,古魏镇',
    ]
    files += 1
    const fileId = await upload(demo, 'admin', `areas-${files}.csv`, Buffer.from(lines.join('\n')))
    const job = await imported('areas', fileId, { areaId: county })
    expect(figures(job)).toMatchObject({ total: 5, created: 1, unchanged: 3, refused: 1 })
    expect(await problemsOf(job.id)).toMatchObject([{ row: 7, column: '上级代码' }])
    // instances trust their tree for a minute
    demo.advance(61_000)
    const { rows } = await demo.ok('anybody', 'area.search', { words: '新设村' })
    expect(rows).toMatchObject([{ id: '411521105290', fullName: '楠杆镇 · 新设村' }])
  })

  test('adds organizations that can then be dispatched to', async () => {
    const rows = [
      ['名称', '类别', '区划', '电话'],
      ['罗山县测试局', '部门', '罗山县', '03762100001'],
      ['某局', '庙', '罗山县', ''],
    ]
    const job = await imported('organizations', await fileOf(rows), { areaId: county })
    expect(figures(job)).toMatchObject({ created: 1, refused: 1 })
    const list = await demo.ok('member-tian', 'organization.list', { kind: 'department' })
    expect(list.rows.map(({ name }) => name)).toContain('罗山县测试局')
  })
})

describe('a file that cannot be taken', () => {
  test('for its columns: names what is missing, unknown and there twice', async () => {
    const job = await imported(
      'people',
      await fileOf([
        ['姓名', '年龄', '姓名'],
        ['张三', '30', '张三'],
      ]),
    )
    expect(job).toMatchObject({ state: 'failed', done: 0 })
    expect(job.problem).toBe('表格的列不对：缺少“区划”，多了“年龄”，重复“姓名”。请下载模板后按模板填写。')
  })

  test('for what it is: no spreadsheet, no rows, too many rows', async () => {
    files += 1
    const text = await upload(demo, 'admin', `text-${files}.xlsx`, Buffer.from('hello'))
    expect((await imported('people', text)).problem).toContain('不是 xlsx 文件')
    expect((await imported('people', await fileOf([peopleColumns]))).problem).toContain('没有数据行')
    const many = Array.from({ length: 20_001 }, (_, n) => [villageName, `${n}`, '张三'])
    expect((await imported('households', await fileOf([householdColumns, ...many]))).problem).toContain('有 20001 行')
  })

  test('is refused at the start when it is not there or no spreadsheet', async () => {
    const input = { kind: 'import', roster: 'people', areaId: village, dryRun: true }
    const gone = 'cloud://local-env.local-bucket/u/gone.xlsx'
    expect(await demo.refused('admin', 'job.start', { ...input, fileId: gone })).toBe('FILE_REFUSED')
    expect(await demo.refused('admin', 'job.start', { ...input, fileId: gone.replace('xlsx', 'csv') })).toBe(
      'FILE_REFUSED',
    )
  })
})

describe('running', () => {
  const rowsOf = (count: number, mark: string) => [
    householdColumns,
    ...Array.from({ length: count }, (_, n) => [villageName, `${mark}${n} 号`, letters(n)]),
  ]
  const households = (mark: string) =>
    demo.rows('households', { areas: village, number: { $gte: mark, $lt: `${mark}\uffff` } })

  test('a killed worker leaves a job that another takes up when its lease is over, counting nothing twice', async () => {
    const fileId = await fileOf(rowsOf(900, '亡'))
    const input = { kind: 'import' as const, roster: 'households' as const, areaId: village, fileId, dryRun: false }
    // neither the start's answer nor another call is waited for: it is looked at between two requests of the job
    const started = demo.by('admin', 'job.start', input).catch(() => undefined)
    const stored = () => demo.rows<JobRecord>('jobs', { fileId })[0]
    while (!stored()?.done) await new Promise(setImmediate)
    demo.killWorkers()
    await started
    const dead = stored()!
    const id = dead._id
    expect(dead).toMatchObject({ state: 'running', total: 900 })
    const run = () => demo.call('job', { kind: 'run', jobId: id }, { source: 'scf' })
    expect(await run()).toEqual({ state: 'busy' })
    demo.advance(2 * 60_000)
    expect(await run()).toEqual({ state: 'done' })
    expect(stored()).toMatchObject({ done: 900, applied: 900, created: 900, unchanged: 0, refused: 0 })
    expect(households('亡')).toHaveLength(900)
  })

  test('of two runners one works', async () => {
    const fileId = await fileOf(rowsOf(300, '双'))
    const input = { kind: 'import' as const, roster: 'households' as const, areaId: village, fileId, dryRun: false }
    const { id } = await demo.ok('admin', 'job.start', input)
    const run = () => demo.call('job', { kind: 'run', jobId: id }, { source: 'scf' })
    await Promise.all([run(), run(), run()])
    expect(await ended(demo, 'admin', id)).toMatchObject({ created: 300, unchanged: 0 })
    expect(households('双')).toHaveLength(300)
  })

  test('the clock gets a waiting job going', async () => {
    const fileId = await fileOf(rowsOf(3, '钟'))
    const { id } = await demo.ok('admin', 'job.start', {
      ...{ kind: 'import', roster: 'households', areaId: village, fileId, dryRun: true },
    })
    await ended(demo, 'admin', id)
    const again = {
      ...demo.rows<JobRecord>('jobs', { _id: id })[0]!,
      _id: 'waiting',
      state: 'waiting',
      done: 0,
      applied: 0,
    }
    await demo.database.bulkInsert('jobs', [again])
    expect(await demo.fire('clock')).toMatchObject({ jobs: 1 })
    expect(await ended(demo, 'admin', 'waiting')).toMatchObject({ state: 'done' })
  })

  test('a cancelled job stops and stays so', async () => {
    const fileId = await fileOf(rowsOf(2000, '停'))
    const input = { kind: 'import' as const, roster: 'households' as const, areaId: village, fileId, dryRun: false }
    const { id } = await demo.ok('admin', 'job.start', input)
    const requestId = demo.freshId()
    const cancelled = await demo.by('admin', 'job.cancel', { jobId: id }, requestId)
    expect(cancelled).toMatchObject({ ok: true, data: { state: 'cancelled' } })
    expect(await demo.by('admin', 'job.cancel', { jobId: id }, requestId)).toMatchObject({ ok: true })
    const run = () => demo.call('job', { kind: 'run', jobId: id }, { source: 'scf' })
    expect(await run()).toEqual({ state: 'busy' })
    expect(await ended(demo, 'admin', id)).toMatchObject({ state: 'cancelled' })
    expect(await demo.refused('admin', 'job.cancel', { jobId: id })).toBe('ALREADY_DONE')
    expect(households('停').length).toBeLessThan(2000)
  })

  test('is started once by a repeat, only by an administrator, and seen by nobody else', async () => {
    const requestId = demo.freshId()
    const input = { kind: 'export', roster: 'areas', areaId: village }
    const start = () => demo.by('admin', 'job.start', input, requestId)
    const answers = [...(await Promise.all([start(), start()])), await start()]
    const ids = new Set(answers.map((answer) => answer.ok && answer.data.id))
    expect(ids.size).toBe(1)
    expect(await demo.refused('admin', 'job.start', { ...input, areaId: county }, requestId)).toBe('REQUEST_REUSED')
    expect(await demo.refused('secretary-tian', 'job.start', input)).toBe('FORBIDDEN')
    const other = demo.personOf('secretary-tian')
    await demo.ok('admin', 'post.appoint', { personId: other._id, role: 'admin', areaId: village, from: '2026-01-01' })
    const jobId = [...ids][0] as string
    expect(await demo.refused('secretary-tian', 'job.get', { jobId })).toBe('NOT_FOUND')
    expect(await demo.refused('secretary-tian', 'job.cancel', { jobId })).toBe('NOT_FOUND')
    expect((await demo.ok('secretary-tian', 'job.list', {})).rows).toEqual([])
    expect(await demo.refused('secretary-tian', 'job.start', { ...input, areaId: county })).toBe('FORBIDDEN')
    expect((await demo.ok('admin', 'job.list', {})).rows[0]).toMatchObject({ id: jobId, kind: 'export' })
  })

  test('nobody but our own functions calls the function job', async () => {
    await expect(demo.call('job', { kind: 'template', roster: 'people' }, { openid: 'o-x' })).rejects.toThrow()
  })
})

describe('exporting', () => {
  const exported = async (roster: Roster) => {
    const { id } = await demo.ok('admin', 'job.start', { kind: 'export', roster, areaId: village })
    const job = await ended(demo, 'admin', id)
    expect(job).toMatchObject({ state: 'done' })
    return { job, content: await downloaded(job.file!.url) }
  }

  test.each(['areas', 'organizations', 'households', 'people', 'posts'] as const)(
    'of %s: what comes out goes in again and changes nothing',
    async (roster) => {
      const { job, content } = await exported(roster)
      expect(job.total).toBeGreaterThan(0)
      files += 1
      const fileId = await upload(demo, 'admin', `again-${files}.xlsx`, content)
      const again = await imported(roster, fileId, { dryRun: true })
      expect([await problemsOf(again.id), figures(again)]).toEqual([
        [],
        { state: 'done', total: job.total, done: job.total, created: 0, changed: 0, unchanged: job.total, refused: 0 },
      ])
    },
  )

  test('of people has their numbers and tells each of them who took them; of posts has none', async () => {
    const people = await readSheet((await exported('people')).content)
    const villager = demo.personOf('villager-tian')
    expect(people.find(([name]) => name === villager.name)).toContain(villager.phone)
    const { rows } = await demo.ok('villager-tian', 'person.seen', {})
    expect(rows.map(({ what }) => what)).toContain('导出人员花名册')
    const posts = await readSheet((await exported('posts')).content)
    expect(posts.flat().filter((cell) => /^1\d{10}$/.test(String(cell)))).toEqual([])
  })
})
