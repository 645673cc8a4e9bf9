/**
 * Divisions as the statistical bureau publishes them (统计用区划代码): CSV with the columns code, parent, level, name. Only
 * counties, towns and villages become areas; provinces and cities lie above our tree.
 */
import type { AreaLevel } from '#types/roles'

export interface Division {
  code: string
  parent?: string
  level: AreaLevel
  name: string
  /** Number of its line in the file, the header being 1. */
  line: number
}

const levels = ['county', 'town', 'village'] as const

/** Ends of the committees' names, longest first, and what the place itself is called by. */
const committees: readonly [end: RegExp, place: string][] = [
  [/社区(村|居)民委员会$|社区居委会$/, '社区'],
  [/村民委员会$|村民员委会$|村委会$/, '村'],
  [/居民委员会$|居委会$/, '社区'],
]

/** 钓鱼台村民委员会 → 钓鱼台村, 赵园社区居民委员会 → 赵园社区, 二郎村村民委员会 → 二郎村: the place, not its committee. */
export function placeName(name: string): string {
  const committee = committees.find(([end]) => end.test(name))
  if (!committee) return name
  const [end, place] = committee
  const stem = name.replace(end, '')
  return stem.endsWith(place) && stem.length > place.length ? stem : stem + place
}

/** Cells of one line of CSV: commas between, quotation marks around cells that hold a comma, doubled inside. */
export function csvCells(line: string): string[] {
  const cells = line.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g) ?? []
  // the pattern also matches the empty text after the last cell, which has no comma
  const whole = line === '' ? [''] : cells.slice(0, line.endsWith(',') ? undefined : -1)
  return whole.map((cell) => {
    const text = cell.replace(/,$/, '')
    return text.startsWith('"') ? text.slice(1, -1).replace(/""/g, '"') : text
  })
}

/** The lines of a CSV file as cells: with or without a byte order mark, any line ends, empty lines left out. */
export function parseCsv(text: string): string[][] {
  return text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .map(csvCells)
}

/** The columns of the bureau's table, in any order. */
export const divisionColumns = ['code', 'parent', 'level', 'name'] as const

/** The areas in the bureau's table, parents first. Lines of other levels, provinces and cities, are left out. */
export function parseDivisions(text: string): Division[] {
  const [header = [], ...lines] = parseCsv(text)
  const at = (column: (typeof divisionColumns)[number]) => header.indexOf(column)
  return lines
    .flatMap((cells, index): Division[] => {
      const level = levels.find((known) => known === cells[at('level')])
      const [code = '', parent, name = ''] = [cells[at('code')], cells[at('parent')], cells[at('name')]]
      if (!level) return []
      const above = level !== 'county' && parent ? { parent } : {}
      return [{ code, level, name: placeName(name), ...above, line: index + 2 }]
    })
    .sort((a, b) => a.code.length - b.code.length || (a.code < b.code ? -1 : 1))
}
