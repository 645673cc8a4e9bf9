/** What WeChat pushes when it has looked at a file (event wxa_media_check). */
import * as v from 'valibot'
import type { Db } from '../../kernel/db'
import { hash } from '../../kernel/ids'
import { applyVerdict, type Finding, stateOf } from './apply'
import type { MediaRecord } from './record'
import { askReviewer } from './reviewer'

/** The push as WeChat sends it; fields that aren't needed are let through. */
export const MediaCheckPush = v.looseObject({
  Event: v.literal('wxa_media_check'),
  trace_id: v.pipe(v.string(), v.maxLength(200)),
  /** Not 0: WeChat couldn't look, and a person must. */
  errcode: v.optional(v.number(), 0),
  result: v.optional(v.looseObject({ suggest: v.picklist(['pass', 'review', 'risky']) })),
})
export type MediaCheckPush = v.InferOutput<typeof MediaCheckPush>

const findings: Record<'pass' | 'review' | 'risky', Finding> = { pass: 'show', review: 'review', risky: 'hide' }

/** The file of a check: shown, refused or put before a reviewer. Twice is once. False when no file has this trace id yet. */
export async function takePush(
  db: Db,
  traceId: string,
  suggest: 'pass' | 'review' | 'risky',
  now: Date,
): Promise<boolean> {
  const [file] = await db.find<MediaRecord>('media', {
    where: { traceId, fileId: db.command.exists(true) },
    limit: 1,
  })
  if (!file) return false
  const { _id, areas, collection, documentId, stepSeq, fileId } = file
  const subject = { collection, documentId, stepSeq, fileId }
  const finding = findings[suggest]
  if (suggest !== 'pass') await askReviewer(db, `media:${_id}`, { ...subject, areas }, suggest, now)
  // a reviewer may have decided meanwhile: only a file that still waits follows the machine
  if (await db.update('media', _id, { state: 'checking' }, { state: stateOf[finding] })) {
    await applyVerdict(db, { ...subject, verdict: finding })
  }
  return true
}

/** Handles a push; for the function `push`. A verdict that comes before our own note of its trace id is kept for it. */
export async function mediaChecked(db: Db, { trace_id, errcode, result }: MediaCheckPush, now: Date): Promise<void> {
  const suggest = errcode === 0 && result ? result.suggest : 'review'
  if (await takePush(db, trace_id, suggest, now)) return
  await db.insert('media', { _id: hash('early', trace_id), traceId: trace_id, suggest, at: now })
  // our note may have been written between the two
  await takePush(db, trace_id, suggest, now)
}

/** A verdict that hasn't come after this long won't: WeChat promises half an hour. */
const longestCheckMs = 3_600_000

/** Puts files before a reviewer whose verdict never came; for `clock`. @returns how many */
export async function giveUpChecks(db: Db, now: Date, limit: number): Promise<number> {
  const late = db.command.lt(new Date(now.getTime() - longestCheckMs))
  const files = await db.find<MediaRecord>('media', { where: { state: 'checking', at: late }, limit })
  for (const { _id, areas, collection, documentId, stepSeq, fileId } of files) {
    const subject = { collection, documentId, stepSeq, fileId }
    await askReviewer(db, `media:${_id}`, { ...subject, areas }, 'unchecked', now)
    await applyVerdict(db, { ...subject, verdict: 'review' })
    await db.update('media', _id, { state: 'checking' }, { state: 'review' })
  }
  return files.length
}
