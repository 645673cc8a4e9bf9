/** Files and tables: xlsx both ways, CSV in. The only file that loads the xlsx libraries; only the function `job` reaches it. */
import { type Row, readSheet } from 'read-excel-file/node'
import writeXlsxFile from 'write-excel-file/node'
import { type Roster, rosters } from '#types/job'
import type { Platform } from '../../kernel/platform'
import { divisionColumns, parseCsv, parseDivisions } from '../area'
import type { Columns } from './columns'

/** The first row and the rows below it, each with its number in the file. */
export interface Table {
  header: readonly unknown[]
  rows: { row: number; cells: readonly unknown[] }[]
}

/** Rows a file may have below its header. */
export const mostRows = 20_000

/** Bytes a file may have: ten times what 20,000 full rows take. */
const mostBytes = 8 * 1024 * 1024

/** The file as a whole can't be taken; the message says why and fills FILE_REFUSED's blank. */
export class UnusableFile extends Error {}

/** Spreadsheets save CSV in the Chinese code page unless told otherwise. */
function decode(content: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    return new TextDecoder('gb18030').decode(content)
  }
}

const divisionLevels = { county: '县', town: '乡镇', village: '村' } as Record<string, string>

/** A CSV: the bureau's table, of which only what lies in the area is taken, or one with our own columns. */
function readCsv(content: Buffer, areaId: string): Table {
  const text = decode(content)
  const [header = [], ...lines] = parseCsv(text)
  if (!divisionColumns.every((column) => header.includes(column)))
    return { header, rows: lines.map((cells, n) => ({ row: n + 2, cells })) }
  const divisions = parseDivisions(text).filter(({ code }) => code.startsWith(areaId))
  return {
    header: ['代码', '名称', '级别', '上级代码'],
    rows: divisions.map(({ code, name, level, parent, line }) => ({
      row: line,
      cells: [code, name, divisionLevels[level], parent],
    })),
  }
}

async function readXlsx(content: Buffer): Promise<Table> {
  const rows = await readSheet(content).catch((): Row[] => {
    throw new UnusableFile('不是 xlsx 文件或已损坏')
  })
  const [header = [], ...below] = rows
  return { header, rows: below.map((cells, n) => ({ row: n + 2, cells })) }
}

/**
 * Reads a roster's file.
 * @param areaId of the bureau's table only the lines in this area count
 * @throws UnusableFile
 */
export async function readTable(content: Buffer, fileId: string, areaId: string): Promise<Table> {
  if (content.length > mostBytes) throw new UnusableFile('文件超过 8 MB')
  const table = fileId.endsWith('.csv') ? readCsv(content, areaId) : await readXlsx(content)
  const filled = table.rows.filter(({ cells }) => cells.some((cell) => cell !== null && cell !== ''))
  if (filled.length > mostRows)
    throw new UnusableFile(`有 ${filled.length} 行，一次最多 ${mostRows} 行，请分成几个文件`)
  if (filled.length === 0) throw new UnusableFile('没有数据行')
  return { header: table.header, rows: filled }
}

const text = (value: string, bold = false) =>
  value === '' ? null : { value, type: String, ...(bold ? { fontWeight: 'bold' as const } : {}) }

const titlesOf = (columns: Columns, star: boolean) =>
  Object.values(columns).map(({ title, required }) => text(star && required ? `${title}*` : title, true))

const widthsOf = (columns: Columns) =>
  Object.values(columns).map(({ title }) => ({ width: Math.max(title.length * 3, 16) }))

/** A roster's rows as an xlsx file with the template's columns. */
export function writeTable(roster: Roster, columns: Columns, rows: readonly string[][]): Promise<Buffer> {
  const data = [titlesOf(columns, false), ...rows.map((cells) => cells.map((cell) => text(cell)))]
  return writeXlsxFile([{ sheet: rosters[roster], data, columns: widthsOf(columns), stickyRowsCount: 1 }]).toBuffer()
}

/** The empty sheet of a roster with one example, and a sheet that says what goes where. */
export function writeTemplate(roster: Roster, columns: Columns): Promise<Buffer> {
  const example = Object.values(columns).map((column) => text(column.example))
  const notes = Object.values(columns).map(({ title, required, note }) => [
    text(title),
    text(required ? '必填' : '可不填'),
    text(note),
  ])
  const advice = [text('带 * 的列必填。第 2 行是示例，不会被导入，可以删去。不要改动第 1 行的列名，列的顺序可以变。')]
  return writeXlsxFile([
    {
      sheet: rosters[roster],
      data: [titlesOf(columns, true), example],
      columns: widthsOf(columns),
      stickyRowsCount: 1,
    },
    {
      sheet: '填写说明',
      data: [['列名', '是否必填', '怎样填写'].map((title) => text(title, true)), ...notes, [null], advice],
      columns: [{ width: 16 }, { width: 12 }, { width: 80 }],
    },
  ]).toBuffer()
}

/** Stores a table as an xlsx file: the first two rows are title and header. */
export async function storeSheet(
  platform: Platform,
  path: string,
  { name, rows }: { name: string; rows: readonly (string | number)[][] },
): Promise<{ fileId: string }> {
  const cell = (value: string | number, bold: boolean) =>
    typeof value === 'number' ? { value, type: Number } : text(value, bold)
  const data = rows.map((cells, row) => cells.map((value) => cell(value, row < 2)))
  const columns = [{ width: 24 }, ...(rows[1] ?? []).slice(1).map(() => ({ width: 10 }))]
  const content = await writeXlsxFile([{ sheet: name, data, columns, stickyRowsCount: 2 }]).toBuffer()
  return { fileId: await platform.upload(path, content) }
}
