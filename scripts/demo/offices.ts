/** Invented staff of the county, of a town and of a village's own helpers, with the organizations they are in. */
import type { AreaRecord } from '../../cloudfunctions/domain/area/record'
import type { PersonRecord } from '../../cloudfunctions/domain/person/record'
import type { OrganizationRecord, PostRecord } from '../../cloudfunctions/domain/post/record'
import type { Role } from '../../types/roles'
import { namesOf, surname } from './names'
import { postOf } from './post'
import type { Random } from './random'
import { organizationIn } from './village'

export interface Office {
  organizations: OrganizationRecord[]
  people: PersonRecord[]
  posts: PostRecord[]
}

const countyRoles: Role[] = ['countyOfficer', 'countyLeader', 'auditor', 'contentReviewer', 'admin']
const townRoles: Role[] = ['townOfficer', 'townLeader']
const villageHelpers: Role[] = ['police', 'legalAdviser']

const departments = {
  water: '县水利局',
  housing: '县住房和城乡建设局',
  transport: '县交通运输局',
  agriculture: '县农业农村局',
  civil: '县民政局',
  power: '县供电公司',
}

/** One person a role in `area`. They live elsewhere, so they have no household here. */
function staff(random: Random, area: AreaRecord, staffed: readonly Role[], phone: () => string): Office {
  const fullName = namesOf(random)
  const hired = staffed.map((role) => {
    const person = staffMember(area, role, fullName(surname(random)), phone())
    return { person, post: postOf(person, role, area.areas) }
  })
  return { organizations: [], people: hired.map(({ person }) => person), posts: hired.map(({ post }) => post) }
}

const staffMember = (area: AreaRecord, key: string, name: string, phone: string): PersonRecord => ({
  _id: `person:${area._id}:${key}`,
  name,
  phone,
  areas: area.areas,
  status: 'active',
  skills: [],
  demo: true,
  version: 1,
})

export const townOffice = (random: Random, town: AreaRecord, phone: () => string): Office =>
  staff(random, town, townRoles, phone)

/** 一村一警一法律顾问. */
export const villageOffice = (random: Random, village: AreaRecord, phone: () => string): Office =>
  staff(random, village, villageHelpers, phone)

/** The county's own roles, and its departments with a branch and a liaison officer each. */
export function countyOffice(random: Random, county: AreaRecord, phone: () => string): Office {
  const office = staff(random, county, countyRoles, phone)
  const fullName = namesOf(random)
  for (const [key, name] of Object.entries(departments)) {
    const kind = key === 'power' ? 'unit' : 'department'
    const department = { ...organizationIn(county, kind, key, name), phone: phone() }
    const officer = staffMember(county, `officer-${key}`, fullName(surname(random)), phone())
    office.organizations.push(department, organizationIn(county, 'branch', `${key}-branch`, `${name}机关党支部`))
    office.people.push(officer)
    office.posts.push(postOf(officer, 'departmentOfficer', department))
  }
  return office
}
