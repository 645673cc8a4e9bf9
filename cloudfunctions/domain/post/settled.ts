/** What follows every write of a post, and its repeat: snapshots, this instance's memory, the answer. */
import type { PostView } from '#types/person'
import type { Call } from '../../kernel/action'
import { forgetPosts } from './covering'
import type { PostRecord } from './record'
import { refreshSnapshot } from './snapshot'
import { viewPosts } from './view'

/**
 * Brings the bindings of everybody concerned up to date and answers with the post. A call that broke off after its write
 * is completed by its repeat, because this runs then too.
 * @param formerly a deputy who no longer stands in
 */
export async function settled(call: Call, post: PostRecord, formerly?: string): Promise<PostView> {
  const concerned = [post.personId, post.leave?.deputyId, formerly].filter((id): id is string => id !== undefined)
  forgetPosts(call.db, post.areas)
  await Promise.all([...new Set(concerned)].map((personId) => refreshSnapshot(call.db, personId, call.now)))
  const [view] = await viewPosts(call.db, [post], call.now)
  return view as PostView
}
