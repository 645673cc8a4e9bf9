import { readFileSync } from 'node:fs'
import writeXlsxFile from 'write-excel-file/node'
import { describeTwin } from './twin'

const village = '411521105204'
const grid = `${village}01010001`
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const columns = ['姓名', '电话', '区划', '门牌号', '党支部', '技能', '状态']

/** Two people who can be taken, and two rows with one fault each. */
const rows = [
  ['石新来', '13900000001', grid, '', '', '水电', ''],
  ['史新到', '13900000002', grid, '', '', '', ''],
  ['错号码', '12345', grid, '', '', '', ''],
  ['没有村', '', '没有这个村', '', '', '', ''],
]

describeTwin('the roster of people as a spreadsheet', (twin) => {
  const known = (name: string) => twin.cloud.rows<{ areas: string[] }>('people', { name })

  test('template, dry run with a report row by row, then the real import', async () => {
    const admin = await twin.person('admin')
    await admin.go('pages/me/index')
    await admin.tap('menu-roster')

    const template = await admin.download('roster-template')
    expect(template.name).toMatch(/人员.*\.xlsx$/)
    expect(readFileSync(template.file).subarray(0, 2).toString()).toBe('PK')

    const data = [columns, ...rows].map((cells) => cells.map((value) => (value ? { value, type: String } : null)))
    const buffer = await writeXlsxFile([{ sheet: '人员', data }]).toBuffer()
    await admin.choose('roster-choose', { name: '人员名册.xlsx', mimeType: xlsx, buffer })
    await admin.sees('已选：人员名册.xlsx')
    await admin.tap('roster-try')

    await admin.sees('已完成')
    await admin.sees('第 4 行 · 电话')
    await admin.sees('第 5 行 · 区划')
    await admin.photograph('roster-dry-run')
    expect(known('石新来')).toEqual([])

    await admin.tap('job-real')
    await admin.sees('有误的 2 行会跳过，其余写入。')
    await admin.tap('real-ok')
    await admin.page.waitForURL((url) => url.hash.includes('jobId'))
    await admin.at('job-real').waitFor({ state: 'hidden' })
    await admin.sees('已完成')
    expect(known('石新来')[0]!.areas.at(-1)).toBe(grid)
    expect(known('史新到')).toHaveLength(1)
    expect(known('错号码')).toEqual([])
  }, 120_000)
})
