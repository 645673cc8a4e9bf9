/** 单位: departments, enterprises, party branches, volunteer organizations. Told apart by name within their area. */
import { Phone, Words } from '#types/common'
import { hash } from '../../../kernel/ids'
import { type AreaNode, findAll, findIn } from '../../area'
import type { OrganizationRecord } from '../../post'
import { choice, needed, optional } from '../columns'
import {
  defined,
  type Planned,
  planChange,
  type RosterContext,
  type RosterWork,
  type Understood,
  withArea,
} from '../roster'

const kinds: Record<OrganizationRecord['kind'], string> = {
  department: '部门',
  unit: '事业单位',
  enterprise: '企业',
  branch: '党支部',
  volunteers: '志愿队伍',
}

const columns = {
  name: needed('名称', Words(40), '罗山县水利局', '单位的全称'),
  kind: needed('类别', choice(kinds), '部门', '部门、事业单位、企业、党支部、志愿队伍之一'),
  area: needed('区划', Words(60), '罗山县', '所在的区划：全名或代码'),
  phone: optional('电话', Phone, '03762100000', '单位的办公电话'),
}

interface OrganizationRow {
  name: string
  kind: OrganizationRecord['kind']
  area: AreaNode
  phone?: string
}

/** Organizations of the job's area with one of these names. */
export async function organizationsNamed(
  { db, job }: RosterContext,
  names: string[],
  kind?: OrganizationRecord['kind'],
) {
  const where = { areas: job.areaId, ...(kind ? { kind } : {}) }
  return findIn<OrganizationRecord>(db, 'organizations', 'name', names, where)
}

async function plan(rows: Understood<OrganizationRow>[], context: RosterContext): Promise<Planned[]> {
  const existing = await organizationsNamed(
    context,
    rows.map(({ value }) => value.name),
  )
  return rows.map(({ row, value: { name, kind, area, phone } }) => {
    const there = existing.find((one) => one.name === name && one.areaId === area._id)
    if (there) return planChange(row, there, { kind, phone })
    const doc = { _id: hash('organization', area._id, name), name, kind, areaId: area._id, areas: area.areas, phone }
    return { row, outcome: 'created', doc: defined({ ...doc, version: 1 }) }
  })
}

async function read({ db, area, areas }: RosterContext) {
  const records = await findAll<OrganizationRecord>(db, 'organizations', { areas: area._id })
  const rows = records.map(({ name, kind, areaId, phone }) => [name, kinds[kind], areas.label(areaId), phone ?? ''])
  return { rows, people: [] }
}

export const organizationsRoster: RosterWork<typeof columns, OrganizationRow> = {
  collection: 'organizations',
  columns,
  understand: (raw, { areas }) => raw.map((row) => withArea(row, areas)),
  key: ({ area, name }) => `${area._id}:${name}`,
  plan,
  read,
}
