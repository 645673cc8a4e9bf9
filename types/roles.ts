/**
 * Roles, levels of the area tree, and what a session knows of a person. Authority comes from posts alone
 * (domain.md §7): a role without a post in an area gives nothing.
 */

/** Levels of the area tree from the top down. A place may leave out `group` or `grid`; nothing here assumes a depth. */
export const areaLevels = ['county', 'town', 'village', 'group', 'grid'] as const
export type AreaLevel = (typeof areaLevels)[number]

/** Levels that can hold a case, from the bottom up: `escalate` goes one to the right, `returnDown` one to the left. */
export const handlingLevels = ['grid', 'village', 'town', 'county'] as const
export type HandlingLevel = (typeof handlingLevels)[number]

/** Every role with the word the screens use. */
export const roles = {
  resident: '村民',
  volunteer: '志愿者',
  partyMember: '党员',
  informant: '信息员',
  gridWorker: '网格员',
  gridLeader: '网格长',
  villageSecretary: '村支书',
  safetyOfficer: '安全员',
  mediator: '调解员',
  police: '村警',
  legalAdviser: '法律顾问',
  storeManager: '超市负责人',
  storeKeeper: '超市管理员',
  storeInspector: '超市监督员',
  contentReviewer: '内容审核员',
  townOfficer: '镇社会事务办',
  departmentOfficer: '部门联络员',
  townLeader: '镇领导',
  countyOfficer: '县级专班',
  countyLeader: '县领导',
  auditor: '监督员（只读）',
  admin: '系统管理员',
} as const
export type Role = keyof typeof roles

/** Who holds a case at each level: the roles that assess, dispatch and escalate there, in the order they are looked for. */
export const levelStaff: Record<HandlingLevel, readonly Role[]> = {
  grid: ['gridWorker', 'gridLeader'],
  village: ['villageSecretary'],
  town: ['townOfficer', 'townLeader'],
  county: ['countyOfficer', 'countyLeader'],
}

/** Roles that take orders (党员接单): offered by rank or from the pool of their areas. */
export const orderTakers: readonly Role[] = ['partyMember', 'volunteer', 'gridWorker', 'gridLeader', 'villageSecretary']

/** Roles that read cases of their areas, beside those of `levelStaff`. */
export const areaReaders: readonly Role[] = [...Object.values(levelStaff).flat(), 'auditor', 'contentReviewer']

/** Roles that confirm identities and file for others (代报). */
export const doorstepRoles: readonly Role[] = ['gridWorker', 'gridLeader', 'villageSecretary']

/** Roles that hold activities in their areas and see to the records of them. */
export const activityOrganizers: readonly Role[] = ['villageSecretary', 'gridLeader', 'townOfficer', 'townLeader']

/** The posts of a village's store, held by three different people (domain.md §4). */
export const storeRoles = ['storeManager', 'storeKeeper', 'storeInspector'] as const satisfies readonly Role[]

/** Id of a village's store; a village has one. */
export const storeIdOf = (villageId: string): string => `store:${villageId}`

/** A post as the binding carries it: enough to decide every permission without another read. */
export interface PostSnapshot {
  postId: string
  role: Role
  /** The area or, for a department's post, the organization it is held in. */
  areaId?: string
  organizationId?: string
  /** Ids from the county down to the post's area: the post covers whatever contains the last of them. */
  areas: string[]
  /** Business dates, inclusive; no `to` means open-ended. */
  from: string
  to?: string
  /** Set when the post is exercised as deputy of somebody on leave. */
  deputyOf?: string
}

/** visitor: a WeChat identity without a name; pending: named, awaiting the grid worker; confirmed: on the roster. */
export type Standing = 'visitor' | 'pending' | 'confirmed'

/** Who is calling, as the cloud found it from the platform's context; never from what the caller sent. */
export interface Session {
  standing: Standing
  /** Opaque id of the person; a visitor has one too, made from the WeChat identity. */
  personId: string
  /** `personId` first, then ids under which the same person filed before the roster was matched. */
  identities: string[]
  name: string
  householdId?: string
  /** Home: ids from the county down to the grid (or the village when the grid isn't known). */
  areas: string[]
  posts: PostSnapshot[]
}

/** Whether one of the session's posts has one of `wanted` and covers an area chain: the post's own area lies in it. */
export function holds(session: Session, wanted: readonly Role[], areas: readonly string[]): boolean {
  return session.posts.some(
    (post) => wanted.includes(post.role) && post.areaId !== undefined && areas.includes(post.areaId),
  )
}

/** Whether a session has a role anywhere. */
export function hasRole(session: Session, wanted: readonly Role[]): boolean {
  return session.posts.some((post) => wanted.includes(post.role))
}

/** The session's posts that carry one of `wanted`. */
export function postsOf(session: Session, wanted: readonly Role[]): PostSnapshot[] {
  return session.posts.filter((post) => wanted.includes(post.role))
}
