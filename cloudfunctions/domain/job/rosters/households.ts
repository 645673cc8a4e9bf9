/** 户: told apart by the number on the door within their grid (or village, where there are no grids). */
import * as v from 'valibot'
import { Name, Words } from '#types/common'
import { hash } from '../../../kernel/ids'
import { type AreaNode, findAll, findIn, inTurns } from '../../area'
import type { HouseholdRecord } from '../../person'
import { needed, optional } from '../columns'
import {
  defined,
  type Planned,
  planChange,
  type RosterContext,
  type RosterWork,
  type Understood,
  withArea,
} from '../roster'

const degrees = (least: number, most: number) =>
  v.pipe(
    v.string(),
    v.transform(Number),
    v.number('请填写数字'),
    v.check((value) => value >= least && value <= most, `应在 ${least} 与 ${most} 之间`),
  )

const columns = {
  area: needed('区划', Words(60), '尤店乡 · 钓鱼台村', '所在的网格或村：全名或代码'),
  number: needed('门牌号', Words(40), '3 组 12 号', '与门牌上一致，同一网格内不重复'),
  headName: needed('户主', Name, '张三', '户主姓名'),
  longitude: optional('经度', degrees(73, 136), '114.51', 'GCJ-02，与纬度一起填'),
  latitude: optional('纬度', degrees(3, 54), '32.20', 'GCJ-02，与经度一起填'),
}

interface HouseholdRow {
  area: AreaNode
  number: string
  headName: string
  longitude?: number
  latitude?: number
}

/** Key of a household: its area and number. */
export const householdKey = (areaId: string, number: string): string => `${areaId}:${number}`

/** Households by key, for those of `keys` that are there. */
export async function householdsAt(
  { db }: RosterContext,
  keys: { areaId: string; number: string }[],
): Promise<Map<string, HouseholdRecord>> {
  const areaIds = [...new Set(keys.map(({ areaId }) => areaId))]
  const found = await inTurns(areaIds, (areaId) => {
    const numbers = keys.filter((key) => key.areaId === areaId).map(({ number }) => number)
    return findIn<HouseholdRecord>(db, 'households', 'number', numbers, { areas: areaId })
  })
  return new Map(
    found.flat().map((household) => [householdKey(household.areas.at(-1) ?? '', household.number), household]),
  )
}

async function plan(rows: Understood<HouseholdRow>[], context: RosterContext): Promise<Planned[]> {
  const existing = await householdsAt(
    context,
    rows.map(({ value }) => ({ areaId: value.area._id, number: value.number })),
  )
  return rows.map(({ row, value: { area, number, headName, longitude, latitude } }) => {
    const location = longitude !== undefined && latitude !== undefined ? { longitude, latitude } : undefined
    const there = existing.get(householdKey(area._id, number))
    if (there) return planChange(row, there, { headName, location })
    const doc = { _id: hash('household', area._id, number), number, headName, areas: area.areas, location, version: 1 }
    return { row, outcome: 'created', doc: defined(doc) }
  })
}

async function read({ db, area, areas }: RosterContext) {
  const records = await findAll<HouseholdRecord>(db, 'households', { areas: area._id })
  const rows = records.map((household) => [
    areas.label(household.areas.at(-1) ?? ''),
    household.number,
    household.headName,
    String(household.location?.longitude ?? ''),
    String(household.location?.latitude ?? ''),
  ])
  return { rows, people: [] }
}

export const householdsRoster: RosterWork<typeof columns, HouseholdRow> = {
  collection: 'households',
  columns,
  understand: (raw, { areas }) =>
    raw.map(({ row, value }) => {
      if ((value.longitude === undefined) !== (value.latitude === undefined))
        return { row, column: '纬度', problem: '经度和纬度要一起填' }
      return withArea({ row, value }, areas)
    }),
  key: ({ area, number }) => householdKey(area._id, number),
  plan,
  read,
}
