/** The people one can log in as in the demo, each tied to somebody invented, and the bindings that make them so. */
import type { BindingRecord, PersonRecord } from '../../cloudfunctions/domain/person/record'
import type { PostRecord } from '../../cloudfunctions/domain/post/record'
import { bindingId, visitorId } from '../../cloudfunctions/kernel/session'
import type { Persona } from '../../local/main'
import { type Role, roles } from '../../types/roles'
import type { County } from './county'
import { countyId } from './divisions'
import { snapshotOf } from './post'
import { storePeople } from './store'
import type { InventedVillage } from './village'

/** A persona's id, whom it is, and what the card says of them beside the post's word. */
type Cast = [id: string, person: PersonRecord, title: string, note?: string]

/** The people of one village that the demo needs, under the village's short name. */
function castOf({ village, homes }: InventedVillage, short: string): Cast[] {
  const at = (grid: number, home: number, place = 0) => homes[grid]![home]![place]!
  const says = (word: string) => `${village.name} · ${word}`
  return [
    [`villager-${short}`, at(0, 5), says(roles.resident), '点单、看进度、评价'],
    [`worker-${short}`, at(0, 1), says(roles.gridWorker), '研判、派单、代报、身份确认'],
    [`secretary-${short}`, secretaryOf(homes), says(roles.villageSecretary), '接上报、看超期'],
    [`member-${short}`, at(0, 4), says(roles.partyMember), '接单、报进度、办结'],
  ]
}

const secretaryOf = (homes: PersonRecord[][][]) => homes[6]![5]![0]!

/** More people of the village that the demo is mostly about. */
function moreOf(invented: InventedVillage, short: string): Cast[] {
  const { village, homes } = invented
  const { storeManager, storeKeeper, storeInspector } = storePeople(invented)
  const at = (grid: number, home: number, place = 0) => homes[grid]![home]![place]!
  const says = (word: string) => `${village.name} · ${word}`
  return [
    [`neighbour-${short}`, at(2, 5), says(roles.resident), '另一户村民，可附议'],
    [`elder-${short}`, at(4, 5), says('老年村民'), '建议打开长辈模式'],
    [`leader-${short}`, at(0, 0), says(roles.gridLeader), '看本网格待办与超期'],
    [`volunteer-${short}`, at(1, 5, 1), says(roles.volunteer), '抢单、接单'],
    [`mediator-${short}`, at(3, 4, 1), says(roles.mediator)],
    [`manager-${short}`, storeManager, says(roles.storeManager), '进货、定价、冲正'],
    [`keeper-${short}`, storeKeeper, says(roles.storeKeeper), '核验、交付、凭卡兑换'],
    [`inspector-${short}`, storeInspector, says(roles.storeInspector), '盘点、月结签字'],
  ]
}

/** Somebody on the roster whom nobody is logged in as: a visitor can register under that name and number. */
const rosterOnly = ({ homes }: InventedVillage) => homes[0]![5]![1]!

/** Somebody who has registered and waits for the grid worker. */
const waiting = ({ homes }: InventedVillage) => homes[1]![2]![1]!

/** @param shorts what each village's personas' ids end in; the first village has the most of them */
export function castDemo(county: County, shorts: readonly string[]) {
  const [main, ...others] = county.villages as [InventedVillage, ...InventedVillage[]]
  const [mainShort = '', ...otherShorts] = shorts
  const staff = county.offices.flatMap(({ people }) => people)
  const officeOf = (id: string) => staff.find((person) => person._id === id)!
  const atCounty = (role: Role, id: string, note?: string): Cast => [
    id,
    officeOf(`person:${countyId}:${role}`),
    `罗山县 · ${roles[role]}`,
    note,
  ]
  const town = main.village.parentId!
  const cast: Cast[] = [
    ...castOf(main, mainShort),
    ...moreOf(main, mainShort),
    ['town-nangan', officeOf(`person:${town}:townOfficer`), `楠杆镇 · ${roles.townOfficer}`, '接村里上报的事'],
    ['townleader-nangan', officeOf(`person:${town}:townLeader`), `楠杆镇 · ${roles.townLeader}`],
    ...others.flatMap((village, index) => castOf(village, otherShorts[index]!)),
    ['department-water', officeOf(`person:${countyId}:officer-water`), `县水利局 · ${roles.departmentOfficer}`],
    atCounty('countyOfficer', 'county-officer', '接乡镇上报的事'),
    atCounty('countyLeader', 'county-leader', '看全县'),
    atCounty('auditor', 'auditor'),
    atCounty('contentReviewer', 'reviewer', '看机器拿不准的文字和图片'),
    atCounty('admin', 'admin', '区划、名册、岗位'),
  ]
  const posts = [...county.villages, ...county.offices].flatMap(({ posts }) => posts)
  const listed = rosterOnly(main)
  const personas: Persona[] = [
    ...cast.map(([id, { name, phone }, title, note]) => ({
      id,
      openid: openidOf(id),
      name,
      title,
      ...(phone ? { phone } : {}),
      ...(note ? { note } : {}),
    })),
    {
      id: 'waiting-tian',
      openid: openidOf('waiting-tian'),
      name: waiting(main).name,
      title: `${main.village.name} · 等待身份确认`,
      note: '由网格员在“待确认”里确认',
    },
    {
      id: 'visitor',
      fresh: true,
      name: '新来的人',
      title: '第一次打开小程序',
      ...(listed.phone ? { phone: listed.phone } : {}),
      note: `可在“我的 → 登记”选${main.village.name}，以“${listed.name}”登记：手机号与名册一致，当场确认`,
    },
  ]
  const bindings = [...cast.map(([id, person]) => confirmed(id, person, posts)), pending(main)]
  return { personas, bindings }
}

/** The WeChat identity of a demo person. */
export const openidOf = (id: string) => `demo-${id}`

const bindingOf = (id: string) => ({
  _id: bindingId(openidOf(id)),
  openid: openidOf(id),
  formerIds: [],
  version: 1,
  requests: [],
  demo: true,
})

function confirmed(id: string, person: PersonRecord, posts: readonly PostRecord[]): BindingRecord {
  return {
    ...bindingOf(id),
    personId: person._id,
    standing: 'confirmed',
    name: person.name,
    ...(person.householdId ? { householdId: person.householdId } : {}),
    areas: person.areas,
    posts: posts.filter((post) => post.personId === person._id).map(snapshotOf),
  }
}

/** Named, without a number to be told by: the grid worker has to say who this is. */
function pending(village: InventedVillage): BindingRecord {
  const id = 'waiting-tian'
  const { name, householdId } = waiting(village)
  const household = village.households.find(({ _id }) => _id === householdId)!
  return {
    ...bindingOf(id),
    personId: visitorId(openidOf(id)),
    standing: 'pending',
    name,
    areas: village.village.areas,
    posts: [],
    claim: { name, household: household.headName, at: new Date('2026-11-20T02:00:00Z') },
  }
}
