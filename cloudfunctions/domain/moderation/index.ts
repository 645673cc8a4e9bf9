/** Content review. Runners for effects of kinds `review` and `media`, the push's handler, and the reviewers' actions. */
import { ReviewDecideInput, ReviewListInput, type ReviewView } from '#types/review'
import { postsOf } from '#types/roles'
import { type Action, action, type Call } from '../../kernel/action'
import { refuse } from '../../kernel/errors'
import { pageOf, pageSize, readCursor } from '../../kernel/page'
import { applyVerdict, stateOf } from './apply'
import { type Moderated, mediaId, moderatedFields, type ReviewRecord, wordsOf } from './record'

export { attachFiles } from './attach'
export { checkFiles, type MediaEffect, type ReviewEffect, reviewWords } from './check'
export { deleteFiles, expireMedia, settledStates } from './expire'
export { giveUpChecks, MediaCheckPush, mediaChecked } from './push'
export { type MediaRecord, mediaId } from './record'

/** The documents that open reviews are about, by `collection/id`: one read per collection. */
async function documentsOf({ db }: Call, reviews: readonly ReviewRecord[]): Promise<Map<string, Moderated>> {
  const byCollection = new Map<string, Set<string>>()
  for (const { what, collection, documentId } of reviews) {
    if (what !== 'words') continue
    byCollection.set(collection, (byCollection.get(collection) ?? new Set()).add(documentId))
  }
  const reads = [...byCollection].map(async ([collection, ids]) => {
    const where = { _id: db.command.in([...ids]) }
    const documents = await db.find<Moderated>(collection, { where, limit: pageSize, fields: moderatedFields })
    return documents.map((document) => [`${collection}/${document._id}`, document] as const)
  })
  return new Map((await Promise.all(reads)).flat())
}

async function viewsOf(call: Call, reviews: readonly ReviewRecord[]): Promise<Map<string, ReviewView>> {
  const fileIds = reviews.flatMap(({ fileId }) => (fileId ? [fileId] : []))
  const [documents, links] = await Promise.all([
    documentsOf(call, reviews),
    fileIds.length > 0 ? call.platform.links(fileIds) : ({} as Record<string, string>),
  ])
  return new Map(
    reviews.map((review): [string, ReviewView] => {
      const { _id, at, what, reason, fileId } = review
      const text =
        what === 'words'
          ? wordsOf(documents.get(`${review.collection}/${review.documentId}`) ?? null, review)
          : undefined
      return [_id, { id: _id, at: at.toISOString(), what, reason, text, link: fileId && links[fileId] }]
    }),
  )
}

const list = action('review.list', ReviewListInput, async (call, { cursor }) => {
  const { db, session } = call
  const posts = postsOf(session, ['contentReviewer'])
  for (const { areas } of posts) call.within(areas)
  const areaIds = posts.flatMap(({ areaId }) => areaId ?? [])
  const [after] = cursor ? readCursor(cursor, 1) : []
  const found = await db.find<ReviewRecord>('reviews', {
    where: {
      areas: db.command.in(areaIds),
      state: 'open',
      ...(after === undefined ? {} : { _id: db.command.gt(after) }),
    },
    sort: [['_id', 'asc']],
    limit: pageSize + 1,
  })
  const views = await viewsOf(call, found.slice(0, pageSize))
  return pageOf(
    found,
    pageSize,
    ({ _id }) => views.get(_id)!,
    ({ _id }) => [_id],
  )
})

const decide = action('review.decide', ReviewDecideInput, async (call, { id, verdict, note }) => {
  const { db, session, now, requestId } = call
  const review = await db.get<ReviewRecord>('reviews', id)
  // somebody of another area learns nothing, not even that it exists
  if (!review) return refuse('FORBIDDEN')
  call.within(review.areas)
  const decision = { state: 'decided', verdict, note, decidedBy: session.personId, decidedAt: now, requestId }
  if (!(await db.update('reviews', id, { state: 'open' }, decision))) {
    const decided = await db.get<ReviewRecord>('reviews', id)
    if (decided?.requestId !== requestId || decided.verdict !== verdict) refuse('ALREADY_DONE')
  }
  const { collection, documentId, stepSeq, fileId } = review
  if (fileId) await db.update('media', mediaId(fileId), {}, { state: stateOf[verdict] })
  await applyVerdict(db, { collection, documentId, stepSeq, fileId, verdict })
  return { id, verdict }
})

export const moderationActions: Action[] = [list, decide]
