/** Which lists a person has, by posts. Pure. */
import type { CaseView } from '#types/labels'
import { areaReaders, levelStaff, orderTakers, type Role } from '#types/roles'

const staff: readonly Role[] = Object.values(levelStaff).flat()
const departments: readonly Role[] = ['departmentOfficer']

const VIEWS: [view: CaseView, roles: readonly Role[] | 'everybody'][] = [
  ['todo', staff],
  ['offered', [...orderTakers, ...departments]],
  ['handling', [...orderTakers, ...departments]],
  ['mine', 'everybody'],
  ['area', areaReaders],
  ['overdue', areaReaders],
]

/** In the order of the chips, work first; the pool has a page of its own. An administrator sees no case. */
export function viewsFor(posts: readonly { role: Role }[]): CaseView[] {
  const views = VIEWS.filter(([, roles]) => roles === 'everybody' || posts.some(({ role }) => roles.includes(role)))
  return views.map(([view]) => view)
}
