/** The noun post: appointments, leave and deputies; who covers an area; the chain of those who answer for a household. */
import { AreaChainInput } from '#types/area'
import { PostAppointInput, PostEndInput, PostLeaveInput, PostListInput } from '#types/person'
import { type Action, action } from '../../kernel/action'
import { appoint } from './appoint'
import { chainFor } from './chain'
import { end, leave } from './change'
import { list } from './list'

export { postId } from './appoint'
export { chainFor } from './chain'
export { forgetPosts, postsCovering } from './covering'
export { type ActingPost, actingOn, inForce, notOver, snapshotsOf } from './period'
export type { OrganizationRecord, PostRecord } from './record'
export { refreshSnapshots } from './snapshot'
export { otherStorePost } from './store-posts'

export const postActions: Action[] = [
  action('post.list', PostListInput, list),
  action('post.appoint', PostAppointInput, appoint),
  action('post.end', PostEndInput, end),
  action('post.leave', PostLeaveInput, leave),
  // an action of areas that reads posts: it stands here because posts import areas, not the other way round
  action('area.chain', AreaChainInput, ({ db, session, now }) => chainFor(db, session, now)),
]
