/**
 * The checks a document owes. Effects of kind `review`: words that nobody else may read yet, because WeChat was unsure or
 * couldn't be asked in time. Effects of kind `media`: files that nobody else may see before WeChat has looked at them.
 */
import type { Effect, EffectContext } from '../../kernel/outbox'
import { applyVerdict } from './apply'
import { takePush } from './push'
import { authorOf, type MediaRecord, type Moderated, mediaId, moderatedFields, wordsOf } from './record'
import { askReviewer } from './reviewer'

/** Data of an effect of kind `review`. */
export interface ReviewEffect extends Effect {
  documentId: string
  areas: string[]
  stepSeq?: number
  /** The author's WeChat identity: a visitor has no binding by which `clock` would find it. */
  openid?: string
}

/** Data of an effect of kind `media`. */
export interface MediaEffect extends ReviewEffect {
  fileIds: string[]
}

/** After so many failed checks a person looks instead. */
const mostChecks = 3

/** The author's WeChat identity, which a check needs: the caller's, the one the effect names, or by the binding. */
async function openidOf(
  { db, openid: calling, collection }: EffectContext,
  { documentId, stepSeq, openid: named }: ReviewEffect,
  document: Moderated | null,
): Promise<string | undefined> {
  const openid = calling ?? named
  if (openid) return openid
  const personId = authorOf(document, { collection, documentId, stepSeq })
  if (!personId) return undefined
  const [binding] = await db.find<{ openid: string }>('bindings', { where: { personId }, limit: 1, fields: ['openid'] })
  return binding?.openid
}

/** Runner of effects of kind `review`: asks WeChat once more; what isn't clear goes to a person. */
export async function reviewWords(effect: ReviewEffect, context: EffectContext): Promise<void> {
  const { db, platform, now, collection } = context
  const { id, documentId, stepSeq, areas, tries } = effect
  const subject = { collection, documentId, stepSeq }
  const document = await db.get<Moderated>(collection, documentId, moderatedFields)
  const text = wordsOf(document, subject)
  if (!text) return
  const openid = await openidOf(context, effect, document)
  const result = openid ? await platform.checkText(openid, text, 2) : 'unchecked'
  if (result === 'pass') return applyVerdict(db, { ...subject, verdict: 'show' })
  if (result === 'unchecked' && openid && tries + 1 < mostChecks) throw new Error('content check not available')
  await askReviewer(db, id, { ...subject, areas }, result, now)
}

/** Runner of effects of kind `media`: asks WeChat to look; the verdict comes to `push`. */
export async function checkFiles(effect: MediaEffect, context: EffectContext): Promise<void> {
  const { db, platform, now, collection } = context
  const { id, documentId, stepSeq, areas, fileIds, tries } = effect
  const [document, known] = await Promise.all([
    db.get<Moderated>(collection, documentId, moderatedFields),
    db.find<MediaRecord>('media', { where: { _id: db.command.in(fileIds.map(mediaId)) }, limit: 100 }),
  ])
  const asked = new Set(known.filter(({ traceId, state }) => traceId || state !== 'checking').map(({ _id }) => _id))
  const openid = await openidOf(context, effect, document)
  const files = [...(document?.media ?? []), ...(document?.steps ?? []).flatMap(({ media = [] }) => media)]

  const checkOne = async (fileId: string, n: number): Promise<string | undefined> => {
    const _id = mediaId(fileId)
    if (asked.has(_id)) return undefined
    const kind = files.find((file) => file.fileId === fileId)?.kind === 'voice' ? 'voice' : 'picture'
    const check = openid ? await platform.checkMedia(openid, fileId, kind) : null
    const subject = { collection, documentId, stepSeq, fileId }
    if (!check && openid && tries + 1 < mostChecks) throw new Error('media check not available')
    const state = check ? ('checking' as const) : ('review' as const)
    const record: MediaRecord = { ...subject, _id, areas, state, at: now, ...(check ?? {}) }
    const { _id: _, ...change } = record
    if ((await db.insert('media', record)) === 'exists') await db.update('media', _id, {}, change)
    if (check) return check.traceId
    await askReviewer(db, `${id}:${n}`, { ...subject, areas }, 'unchecked', now)
    await applyVerdict(db, { ...subject, verdict: 'review' })
  }
  const checks = await Promise.allSettled(fileIds.map(checkOne))
  await catchUp(context, checks)
  const failed = checks.find((check) => check.status === 'rejected')
  if (failed) throw failed.reason
}

/** Verdicts that were faster than our own note of the trace id. */
async function catchUp(context: EffectContext, checks: PromiseSettledResult<string | undefined>[]): Promise<void> {
  const { db, now } = context
  const traceIds = checks.flatMap((check) => (check.status === 'fulfilled' && check.value ? [check.value] : []))
  if (traceIds.length === 0) return
  const early = await db.find<{ _id: string; traceId: string; suggest: 'pass' | 'review' | 'risky' }>('media', {
    where: { traceId: db.command.in(traceIds), suggest: db.command.exists(true) },
    limit: 100,
  })
  for (const { _id, traceId, suggest } of early) {
    await takePush(db, traceId, suggest, now)
    await db.remove('media', _id)
  }
}
