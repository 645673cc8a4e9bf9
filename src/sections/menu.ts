/** Doors to the packages of work: who sees which follows from the permission table. */
import { type ActionName, permissions } from '#types/permissions'
import { orderTakers, type Role, storeRoles } from '#types/roles'
import { menu } from '@/copy/work'

/** Pages of the packages of work, by what is done there. */
export const workPages = {
  people: '/packages/grid/people/index',
  places: '/packages/grid/places/index',
  place: '/packages/grid/place/index',
  pool: '/packages/party/pool/index',
  publish: '/packages/office/notices/index',
  publishNew: '/packages/office/notice/index',
  review: '/packages/office/review/index',
  activities: '/packages/activity/list/index?view=organized',
  store: '/packages/store/desk/index',
  cards: '/packages/store/cards/index',
  areas: '/packages/admin/areas/index',
  posts: '/packages/admin/posts/index',
  appoint: '/packages/admin/appoint/index',
  roster: '/packages/admin/import/index',
  job: '/packages/admin/job/index',
  deadLetters: '/packages/admin/dead-letters/index',
  claims: '/packages/points/claims/index?view=toVerify',
  round: '/packages/points/bulk/index',
  household: '/packages/points/household/index',
  propose: '/packages/points/propose/index',
  proof: '/packages/points/proof/index',
} as const

/** One line of the menu. */
export interface MenuEntry {
  id: string
  label: string
  url: string
}

const rolesFor = (action: ActionName): readonly Role[] => {
  const { who } = permissions[action]
  return typeof who === 'string' ? [] : who
}

type Doors = readonly [page: keyof typeof menu, roles: readonly Role[]][]

/** The doors to points: also shown on their own tab. */
const pointsDoors: Doors = [
  ['claims', [...rolesFor('claim.verify'), ...rolesFor('claim.approve'), ...rolesFor('claim.review')]],
  ['round', rolesFor('claim.bulk')],
  ['household', rolesFor('points.look')],
  ['propose', rolesFor('rule.propose')],
  ['proof', rolesFor('points.proof')],
]

/** In the order they are shown: where it leads, and whose posts it is for. */
const doors: Doors = [
  ['people', rolesFor('person.confirm')],
  ['places', rolesFor('place.create')],
  ['pool', orderTakers],
  ['publish', rolesFor('notice.publish')],
  ['review', rolesFor('review.decide')],
  ['activities', rolesFor('activity.publish')],
  ['store', storeRoles],
  ['cards', rolesFor('card.issue')],
  ['posts', rolesFor('post.list')],
  ['areas', rolesFor('area.rename')],
  ['roster', rolesFor('job.start')],
  ['deadLetters', rolesFor('deadLetter.list')],
  ...pointsDoors,
]

const openTo = (posts: readonly { role: Role }[], all: Doors): MenuEntry[] =>
  all
    .filter(([, roles]) => posts.some(({ role }) => roles.includes(role)))
    .map(([page]) => ({ id: `menu-${page}`, label: menu[page], url: workPages[page] }))

/** What the holder of these posts can open; empty for a villager. Ids are `menu-<page>`. */
export const menuFor = (posts: readonly { role: Role }[]): MenuEntry[] => openTo(posts, doors)

/** Those of {@link menuFor} that have to do with points. */
export const pointsMenuFor = (posts: readonly { role: Role }[]): MenuEntry[] => openTo(posts, pointsDoors)
