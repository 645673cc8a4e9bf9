/** Changing a post that is there: ending it, and going on leave with a deputy. */
import type { PostEndInput, PostLeaveInput, PostView } from '#types/person'
import { holds } from '#types/roles'
import type { Call } from '../../kernel/action'
import { refuse } from '../../kernel/errors'
import { ownWrite, recall, remember } from '../../kernel/requests'
import { businessDate } from '../../kernel/time'
import { rosterPerson } from './appoint'
import type { PostRecord } from './record'
import { settled } from './settled'
import { refuseStorePosts } from './store-posts'

const wrong = (problem: string, field: string): never => refuse('BAD_INPUT', { problem, field })

/**
 * Reads, decides and writes if nobody was faster.
 * @param decide the fields to change; refuses what can't be
 * @throws Refusal CONFLICT when somebody else changed the post meanwhile
 */
async function change(
  call: Call,
  postId: string,
  decide: (post: PostRecord) => Promise<Partial<PostRecord>>,
): Promise<PostView> {
  const { db, now, requestId, inputHash, session } = call
  const post = (await db.get<PostRecord>('posts', postId)) ?? refuse('NOT_FOUND')
  call.within(post.areas)
  const request = { requestId, personId: session.personId, inputHash, at: now }
  const known = post.requests ?? []
  if (recall(known, request).kind === 'repeat') return settled(call, post)
  const changed = { ...(await decide(post)), requests: remember(known, request, now), version: post.version + 1 }
  if (await db.update('posts', postId, { version: post.version }, changed)) {
    return settled(call, { ...post, ...changed }, post.leave?.deputyId)
  }
  return settled(call, await ownWrite<PostRecord>(db, 'posts', postId, request))
}

/** Ends a post on a business date, the last on which it is in force. */
export function end(call: Call, { postId, on }: PostEndInput): Promise<PostView> {
  return change(call, postId, async (post) => {
    if (on < post.from) wrong('结束日期不能早于任职日期', 'on')
    if (post.to !== undefined && post.to <= on) refuse('ALREADY_DONE')
    return { to: on }
  })
}

/** Leave with a deputy: the holder's own post, or any that an admin's area covers. A new leave replaces the former. */
export function leave(call: Call, { postId, from, to, deputyId }: PostLeaveInput): Promise<PostView> {
  return change(call, postId, async (post) => {
    const own = call.session.identities.includes(post.personId)
    if (!own && !holds(call.session, ['admin'], post.areas)) refuse('FORBIDDEN')
    if (to < from) wrong('截止日期不能早于起始日期', 'to')
    if (to < businessDate(call.now)) wrong('请假日期已过', 'to')
    if (deputyId === post.personId) wrong('代理人不能是本人', 'deputyId')
    const deputy = await rosterPerson(call.db, deputyId)
    await refuseStorePosts(call.db, [deputyId], { role: post.role, areaId: post.areaId, from, to })
    return {
      leave: {
        from,
        to,
        deputyId,
        deputyName: deputy.name,
        ...(deputy.phone ? { deputyPhone: deputy.phone } : {}),
        ...(deputy.householdId ? { deputyHouseholdId: deputy.householdId } : {}),
      },
    }
  })
}
