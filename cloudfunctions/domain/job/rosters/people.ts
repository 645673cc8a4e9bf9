/** 人员: told apart by name within their household; office-holders without a household by name within their area. */
import * as v from 'valibot'
import { type Skill, skills } from '#types/categories'
import { Name, Phone, Words } from '#types/common'
import { hash } from '../../../kernel/ids'
import { type AreaNode, findAll, findIn, inTurns } from '../../area'
import type { HouseholdRecord, PersonRecord } from '../../person'
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
import { householdKey, householdsAt } from './households'
import { organizationsNamed } from './organizations'

const statuses = { active: '在册', moved: '迁出' } as const

const SkillWords = v.pipe(
  v.string(),
  v.transform((text) => text.split(/[、,，\s]+/).filter(Boolean)),
  v.array(choice(skills)),
) as v.GenericSchema<string, Skill[]>

const columns = {
  name: needed('姓名', Name, '张三', '与户口簿一致'),
  phone: optional('电话', Phone, '13800000000', '本人手机，用于登记时核对'),
  area: needed('区划', Words(60), '尤店乡 · 钓鱼台村', '所在的网格或村：全名或代码'),
  number: optional('门牌号', Words(40), '3 组 12 号', '先导入户；不在本地居住的干部可以不填'),
  branch: optional('党支部', Words(40), '', '党员所在的支部，与单位表中的名称一致'),
  skills: optional('技能', SkillWords, '水电、开车接送', `可选：${Object.values(skills).join('、')}`),
  status: optional('状态', choice(statuses), '在册', '在册或迁出，不填为在册'),
}

interface PersonRow {
  name: string
  phone?: string
  area: AreaNode
  number?: string
  branch?: string
  skills?: Skill[]
  status?: 'active' | 'moved'
}

const personKey = (home: string, name: string) => `${home}:${name}`

/** People by household and name, or by area and name for those without a household. */
async function peopleThere(
  { db }: RosterContext,
  rows: Understood<PersonRow>[],
  households: ReadonlyMap<string, HouseholdRecord>,
): Promise<Map<string, PersonRecord>> {
  const householdIds = [...households.values()].map(({ _id }) => _id)
  const homeless = rows.map(({ value }) => value).filter(({ number }) => number === undefined)
  const [inHouseholds, others] = await Promise.all([
    findIn<PersonRecord>(db, 'people', 'householdId', householdIds),
    inTurns([...new Set(homeless.map(({ area }) => area._id))], (areaId) => {
      const names = homeless.filter(({ area }) => area._id === areaId).map(({ name }) => name)
      return findIn<PersonRecord>(db, 'people', 'name', names, { areas: areaId })
    }),
  ])
  const withoutHome = others.flat().filter(({ householdId }) => householdId === undefined)
  return new Map([
    ...withoutHome.map((person) => [personKey(person.areas.at(-1) ?? '', person.name), person] as const),
    ...inHouseholds.map((person) => [personKey(person.householdId ?? '', person.name), person] as const),
  ])
}

function planOne(
  { row, value }: Understood<PersonRow>,
  households: ReadonlyMap<string, HouseholdRecord>,
  branches: readonly OrganizationRecord[],
  people: ReadonlyMap<string, PersonRecord>,
): Planned {
  const { name, phone, area, number, skills: offered, status } = value
  const household = number === undefined ? undefined : households.get(householdKey(area._id, number))
  if (number !== undefined && !household)
    return { row, outcome: 'refused', column: '门牌号', problem: `“${area.name}”没有“${number}”这一户，请先导入户` }
  const branch = branches.find((one) => one.name === value.branch)
  if (value.branch !== undefined && !branch)
    return { row, outcome: 'refused', column: '党支部', problem: `没有党支部“${value.branch}”，请先导入单位` }
  const home = household?._id ?? area._id
  const fields = { name, phone, householdId: household?._id, areas: area.areas, branchId: branch?._id }
  const there = people.get(personKey(home, name))
  if (there) return planChange(row, there, { ...fields, skills: offered, status }, there._id)
  const _id = hash('person', home, name)
  const doc = { _id, ...fields, status: status ?? 'active', skills: offered ?? [], version: 1 }
  return { row, outcome: 'created', doc: defined(doc) }
}

async function plan(rows: Understood<PersonRow>[], context: RosterContext): Promise<Planned[]> {
  const [households, branches] = await Promise.all([
    householdsAt(
      context,
      rows.flatMap(({ value }) =>
        value.number === undefined ? [] : [{ areaId: value.area._id, number: value.number }],
      ),
    ),
    organizationsNamed(
      context,
      rows.flatMap(({ value }) => value.branch ?? []),
      'branch',
    ),
  ])
  const people = await peopleThere(context, rows, households)
  return rows.map((row) => planOne(row, households, branches, people))
}

/** Copies of a person's name, number and home in posts and bindings follow the roster. */
async function follow(about: string[], { db }: RosterContext): Promise<void> {
  const { inc, remove } = db.command
  await inTurns(await findIn<PersonRecord>(db, 'people', '_id', about), async (person) => {
    const { _id, name, phone, householdId, areas } = person
    const home = { householdId: householdId ?? remove(), version: inc(1) }
    await db.patch('posts', { personId: _id }, { personName: name, personPhone: phone ?? remove(), ...home })
    await db.patch('bindings', { personId: _id }, { name, areas, ...home })
  })
}

async function read({ db, area, areas }: RosterContext) {
  const [all, households, branches] = await Promise.all([
    findAll<PersonRecord>(db, 'people', { areas: area._id }),
    findAll<HouseholdRecord>(db, 'households', { areas: area._id }, ['_id', 'number']),
    findAll<OrganizationRecord>(db, 'organizations', { areas: area._id, kind: 'branch' }, ['_id', 'name']),
  ])
  const numbers = new Map(households.map(({ _id, number }) => [_id, number]))
  const branchNames = new Map(branches.map(({ _id, name }) => [_id, name]))
  const people = all.filter(({ status }) => status !== 'erased')
  const rows = people.map((person) => [
    person.name,
    person.phone ?? '',
    areas.label(person.areas.at(-1) ?? ''),
    numbers.get(person.householdId ?? '') ?? '',
    branchNames.get(person.branchId ?? '') ?? '',
    person.skills.map((skill) => skills[skill]).join('、'),
    statuses[person.status as keyof typeof statuses],
  ])
  return { rows, people: people.map(({ _id }) => _id) }
}

export const peopleRoster: RosterWork<typeof columns, PersonRow> = {
  collection: 'people',
  columns,
  understand: (raw, { areas }) => raw.map((row) => withArea(row, areas)),
  key: ({ area, number, name }) => `${area._id}:${number ?? ''}:${name}`,
  plan,
  follow,
  read,
}
