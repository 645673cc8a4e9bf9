/** The roster of posts in an area and below it. */
import type { PostListInput, PostPage } from '#types/person'
import { type Role, roles } from '#types/roles'
import type { Call } from '../../kernel/action'
import { refuse } from '../../kernel/errors'
import { businessDate } from '../../kernel/time'
import { findArea } from '../area'
import type { PostRecord } from './record'
import { viewPosts } from './view'

const pageSize = 50

/** Posts that aren't over, by id; 50 a page. The names are those of office-holders, shown whole. */
export async function list(call: Call, { areaId, role, cursor }: PostListInput): Promise<PostPage> {
  const { db, now } = call
  const area = (await findArea(db, areaId, now)) ?? refuse('NOT_FOUND')
  call.within(area.areas)
  if (role !== undefined && !Object.hasOwn(roles, role)) refuse('BAD_INPUT', { problem: '没有这个岗位', field: 'role' })
  const { and, eq, exists, gt, gte, or } = db.command
  const where = and([
    { areas: areaId, ...(role ? { role: eq(role as Role) } : {}), ...(cursor ? { _id: gt(cursor) } : {}) },
    or([{ to: exists(false) }, { to: gte(businessDate(now)) }]),
  ])
  const found = await db.find<PostRecord>('posts', { where, sort: [['_id', 'asc']], limit: pageSize + 1 })
  const page = found.slice(0, pageSize)
  const next = found.length > pageSize ? page.at(-1)?._id : undefined
  return { rows: await viewPosts(db, page, now), ...(next ? { next } : {}) }
}
