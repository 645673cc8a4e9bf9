/** The noun organization: departments to dispatch to, branches to register with. They come and change by import. */
import { OrganizationListInput, type OrganizationView } from '#types/person'
import { type Action, action, type Call } from '../../kernel/action'
import { areaTree, findArea, findAreas } from '../area'
import type { OrganizationRecord } from '../post'

/** Rows of one answer: a county has some forty departments, a town some thirty branches. */
const mostRows = 500

/** Organizations in an area and below it, the caller's county when none is named: wider ones first, then by name. */
async function list(
  { db, now, session }: Call,
  { areaId, kind }: OrganizationListInput,
): Promise<{ rows: OrganizationView[] }> {
  const tree = await areaTree(db, now)
  const home = areaId ?? session.areas[0] ?? tree.children()[0]?._id ?? ''
  if (!(await findArea(db, home, now))) return { rows: [] }
  const where = { areas: home, ...(kind ? { kind } : {}) }
  const found = await db.find<OrganizationRecord>('organizations', { where, sort: [['_id', 'asc']], limit: mostRows })
  await findAreas(
    db,
    found.map((organization) => organization.areaId),
    now,
  )
  return {
    rows: found
      .sort((a, b) => a.areas.length - b.areas.length || a.name.localeCompare(b.name, 'zh'))
      .map(({ _id, name, kind, areaId }) => ({ id: _id, name, kind, areaName: tree.fullName(areaId) })),
  }
}

export const organizationActions: Action[] = [action('organization.list', OrganizationListInput, list)]
