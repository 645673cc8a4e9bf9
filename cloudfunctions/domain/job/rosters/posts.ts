/** 岗位: told apart by person, role, place and first day. Bindings' snapshots follow. */
import { BusinessDate, Name, Phone, Words } from '#types/common'
import { type Role, roles } from '#types/roles'
import { businessDate } from '../../../kernel/time'
import { type AreaNode, findAll, findIn } from '../../area'
import type { PersonRecord } from '../../person'
import { notOver, type OrganizationRecord, otherStorePost, type PostRecord, postId, refreshSnapshots } from '../../post'
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
import { organizationsNamed } from './organizations'

const { resident: _, ...appointed } = roles

const columns = {
  name: needed('姓名', Name, '张三', '须已在人员表中'),
  phone: optional('电话', Phone, '13800000000', '有同名的人时必填'),
  role: needed(
    '岗位',
    choice<keyof typeof appointed>(appointed),
    '网格员',
    `可选：${Object.values(appointed).join('、')}`,
  ),
  area: optional('区划', Words(60), '尤店乡 · 钓鱼台村', '在区划任职的填写：全名或代码；与单位只填一个'),
  organization: optional('单位', Words(40), '', '在单位任职的填写，与单位表中的名称一致'),
  from: needed('起始日期', BusinessDate, '2026-01-01', '年-月-日'),
  to: optional('截止日期', BusinessDate, '', '长期任职不填'),
}

interface PostRow {
  name: string
  phone?: string
  role: Exclude<Role, 'resident'>
  area?: AreaNode
  organization?: string
  from: string
  to?: string
}

type Place =
  | { areaId: string; organizationId?: undefined; areas: string[] }
  | { organizationId: string; areaId?: undefined; areas: string[] }

/** The one person meant, or why it isn't clear. */
function personOf({ name, phone }: PostRow, people: readonly PersonRecord[]): PersonRecord | string {
  const named = people.filter((person) => person.name === name && (phone === undefined || person.phone === phone))
  if (named.length === 1) return named[0] as PersonRecord
  if (named.length > 1) return `人员表中有 ${named.length} 位“${name}”，请填写电话以区分`
  return phone === undefined ? `人员表中没有“${name}”，请先导入人员` : `人员表中没有电话为 ${phone} 的“${name}”`
}

function placeOf({ area, organization }: PostRow, organizations: readonly OrganizationRecord[]): Place | string {
  if (area) return { areaId: area._id, areas: area.areas }
  const named = organizations.filter(({ name }) => name === organization)
  if (named.length > 1) return `有 ${named.length} 个单位叫“${organization}”，请先改成不同的名称`
  const [found] = named
  return found ? { organizationId: found._id, areas: found.areas } : `没有单位“${organization}”，请先导入单位`
}

async function plan(rows: Understood<PostRow>[], context: RosterContext): Promise<Planned[]> {
  const { db, job } = context
  const names = rows.map(({ value }) => value.name)
  const [everybody, organizations] = await Promise.all([
    findIn<PersonRecord>(db, 'people', 'name', names, { areas: job.areaId }),
    organizationsNamed(
      context,
      rows.flatMap(({ value }) => value.organization ?? []),
    ),
  ])
  const people = everybody.filter(({ status }) => status === 'active')
  const ids = people.map(({ _id }) => _id)
  const posts = await findIn<PostRecord>(db, 'posts', 'personId', ids)
  return rows.map(({ row, value }): Planned => {
    const person = personOf(value, people)
    if (typeof person === 'string') return { row, outcome: 'refused', column: '姓名', problem: person }
    const place = placeOf(value, organizations)
    if (typeof place === 'string') return { row, outcome: 'refused', column: '单位', problem: place }
    const { role, from, to } = value
    const { areaId, organizationId } = place
    const there = posts.find(
      (post) =>
        post.personId === person._id &&
        post.role === role &&
        post.from === from &&
        (areaId ? post.areaId === areaId : post.organizationId === organizationId),
    )
    if (there) return planChange(row, there, { to }, person._id)
    const other = otherStorePost(
      posts.filter((post) => post.personId === person._id),
      { role, areaId, from, to },
    )
    if (other)
      return { row, outcome: 'refused', column: '岗位', problem: `超市的三个岗位须是三个人，此人已任${roles[other]}` }
    const { _id: personId, name, phone, householdId } = person
    const copy = { personId, personName: name, personPhone: phone, householdId }
    const doc = { _id: postId({ ...place, personId, role, from }), ...copy, role, ...place, from, to, version: 1 }
    return { row, outcome: 'created', doc: defined(doc), about: personId }
  })
}

function understand(raw: Parameters<RosterWork<typeof columns, PostRow>['understand']>[0], { areas }: RosterContext) {
  return raw.map(({ row, value }) => {
    const { area, ...rest } = value
    if ((area === undefined) === (rest.organization === undefined))
      return { row, column: '区划', problem: '区划和单位要填一个，且只填一个' }
    if (rest.to !== undefined && rest.to < rest.from)
      return { row, column: '截止日期', problem: '截止日期不能早于起始日期' }
    return area === undefined ? { row, value: rest } : withArea({ row, value: { ...rest, area } }, areas)
  })
}

/** No numbers here: only the roster of people has them. */
async function read({ db, now, area, areas }: RosterContext) {
  const [all, organizations] = await Promise.all([
    findAll<PostRecord>(db, 'posts', { areas: area._id }),
    findAll<OrganizationRecord>(db, 'organizations', { areas: area._id }, ['_id', 'name']),
  ])
  const names = new Map(organizations.map(({ _id, name }) => [_id, name]))
  const posts = all.filter((post) => notOver(post, businessDate(now)))
  const rows = posts.map(({ personName, role, areaId, organizationId, from, to }) => [
    personName,
    '',
    roles[role],
    areaId ? areas.label(areaId) : '',
    names.get(organizationId ?? '') ?? '',
    from,
    to ?? '',
  ])
  return { rows, people: posts.map(({ personId }) => personId) }
}

export const postsRoster: RosterWork<typeof columns, PostRow> = {
  collection: 'posts',
  columns,
  understand,
  key: ({ name, phone, role, area, organization, from }) =>
    [name, phone ?? '', role, area?._id ?? '', organization ?? '', from].join(':'),
  plan,
  follow: (about, { db, now }) => refreshSnapshots(db, about, now),
  read,
}
