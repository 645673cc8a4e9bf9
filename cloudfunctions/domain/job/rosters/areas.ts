/** 区划: the tree itself, with outlines of grids. An area is told apart by its code, which never changes its parent. */
import * as v from 'valibot'
import { AreaId, type Location, Words } from '#types/common'
import type { AreaLevel } from '#types/roles'
import { businessDate } from '../../../kernel/time'
import { type AreaRecord, closedRing, findAll, findIn, openRing, type Position } from '../../area'
import { choice, needed, optional, type RowOf, type RowProblem } from '../columns'
import { defined, type Planned, planChange, type RosterContext, type RosterWork, type Understood } from '../roster'

const levelWords: Record<AreaLevel, string> = { county: '县', town: '乡镇', village: '村', group: '组', grid: '网格' }
const order = Object.keys(levelWords)

const pair = /^\s*(\d{2,3}(?:\.\d+)?)[,，](\d{1,2}(?:\.\d+)?)\s*$/
const positionsOf = (text: string): (Position | null)[] =>
  text.split(/[;；]/).map((part) => {
    const [, longitude, latitude] = pair.exec(part) ?? []
    return longitude && latitude ? [Number(longitude), Number(latitude)] : null
  })

const Spot = v.pipe(
  v.string(),
  v.check((text) => pair.test(text), '请写成：经度,纬度（如 114.51,32.20）'),
  v.transform((text): Location => {
    const [longitude, latitude] = positionsOf(text)[0] as Position
    return { longitude, latitude }
  }),
)

/** The fewest corners of an outline are three; a village's grid rarely needs more than some hundred. */
const Outline = v.pipe(
  v.string(),
  v.check((text) => !positionsOf(text).includes(null), '请写成：经度,纬度;经度,纬度;…'),
  v.transform((text) => closedRing(positionsOf(text) as Position[])),
  v.check((ring) => ring.length >= 4 && ring.length <= 500, '边界要有 3 至 499 个点'),
  v.transform((ring): AreaRecord['boundary'] => ({ type: 'Polygon', coordinates: [ring] })),
)

const columns = {
  code: needed(
    '代码',
    AreaId,
    '411521208208',
    '统计用区划代码：县 6 位、乡镇 9 位、村 12 位；组和网格在上级代码后加 4 位',
  ),
  name: needed('名称', Words(40), '钓鱼台村', '平常的叫法，不写“村民委员会”'),
  level: needed('级别', choice(levelWords), '村', '县、乡镇、村、组、网格之一'),
  parent: optional('上级代码', AreaId, '411521208', '上一级的代码，县不填'),
  outline: optional('边界', Outline, '', '网格的边界，按顺序写各点：经度,纬度;经度,纬度;…（GCJ-02）'),
  center: optional('中心点', Spot, '114.51,32.20', '经度,纬度（GCJ-02）'),
}

/** An area with its chain, as the row and what is there say. */
interface AreaRow {
  code: string
  name: string
  level: AreaLevel
  parentId?: string
  areas: string[]
  outline?: AreaRecord['boundary']
  center?: Location
}

type Raw = RowOf<typeof columns>

const codeLength: Partial<Record<AreaLevel, number>> = { county: 6, town: 9, village: 12 }

/** What is wrong with a row beside its parent, or null. */
function codeProblem({ code, level, parent }: Raw): RowProblem | null {
  const length = codeLength[level] ?? (parent?.length ?? 0) + 4
  if (code.length !== length) return { column: '代码', problem: `${levelWords[level]}的代码应为 ${length} 位` }
  if (level === 'county') return null
  if (!parent) return { column: '上级代码', problem: '请填写上级代码' }
  return code.startsWith(parent) ? null : { column: '代码', problem: '代码应以上级代码开头' }
}

function understand(raw: Understood<Raw>[], { area, areas }: RosterContext) {
  const inFile = new Map(raw.map(({ value }) => [value.code, value]))
  const known = (code: string) => {
    const found = areas.resolve(code)
    return 'area' in found && found.area._id === code ? found.area : undefined
  }
  /** Chain and level of a parent: from what is there, else from the file, whose own rows have to be right. */
  const above = (code: string, depth = 0): { areas: string[]; level: AreaLevel } | undefined => {
    const there = known(code)
    if (there) return there
    const row = inFile.get(code)
    if (!row?.parent || depth > order.length || codeProblem(row)) return undefined
    const parent = above(row.parent, depth + 1)
    if (!parent || order.indexOf(parent.level) >= order.indexOf(row.level)) return undefined
    return { areas: [...parent.areas, code], level: row.level }
  }
  return raw.map(({ row, value }): Understood<AreaRow> | ({ row: number } & RowProblem) => {
    const wrong = (column: string, problem: string) => ({ row, column, problem })
    const found = areas.resolve(value.code)
    if ('problem' in found && found.problem.includes('撤并')) return wrong('代码', found.problem)
    const own = codeProblem(value)
    if (own) return { row, ...own }
    const there = known(value.code)
    if (there && (there.level !== value.level || (there.parentId ?? '') !== (value.parent ?? there.parentId ?? '')))
      return wrong('上级代码', '已有的区划不能改级别或上级，请用更名或合并')
    if (!there && value.level === 'county') return wrong('代码', '县由部署时设置，不能导入')
    const chain = there?.areas ?? above(value.code)?.areas
    if (!chain) return wrong('上级代码', `没有可用的上级“${value.parent ?? ''}”，请先导入上级`)
    if (!chain.includes(area._id)) return wrong('代码', '不在本次导入的区划之内')
    const { parent, ...rest } = value
    return { row, value: { ...rest, ...(parent ? { parentId: parent } : {}), areas: chain } }
  })
}

async function plan(rows: Understood<AreaRow>[], { db, now }: RosterContext): Promise<Planned[]> {
  const codes = rows.map(({ value }) => value.code)
  const existing = await findIn<AreaRecord>(db, 'areas', '_id', codes)
  const byId = new Map(existing.map((area) => [area._id, area]))
  return rows.map(({ row, value: { code, outline, ...fields } }) => {
    const there = byId.get(code)
    const { name, center, level, parentId, areas } = fields
    if (there) return planChange(row, there, { name, center, boundary: outline })
    const record = { _id: code, parentId, level, name, areas, boundary: outline, center, validFrom: businessDate(now) }
    return { row, outcome: 'created', doc: defined({ ...record, version: 1 }) }
  })
}

const spotOf = ({ longitude, latitude }: Location) => `${longitude},${latitude}`

async function read({ db, area }: RosterContext) {
  const records = await findAll<AreaRecord>(db, 'areas', { areas: area._id })
  const open = records.filter(({ validTo }) => validTo === undefined)
  const rows = open.map(({ _id, name, level, parentId, boundary, center }) => [
    _id,
    name,
    levelWords[level],
    parentId ?? '',
    (openRing(boundary) ?? []).map((position) => position.join(',')).join(';'),
    center ? spotOf(center) : '',
  ])
  return { rows, people: [] }
}

export const areasRoster: RosterWork<typeof columns, AreaRow> = {
  collection: 'areas',
  columns,
  understand,
  key: ({ code }) => code,
  plan,
  read,
}
