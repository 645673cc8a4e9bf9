/**
 * What a call under way wrote of somebody who was erasing themselves: a submission that had read the session before the
 * binding was gone is stored after the erasure has looked for cases. Every erasure leaves a note, without personal data, by
 * which `clock` looks once more when no such call can still be running.
 */
import type { Db } from '../../kernel/db'
import type { Platform } from '../../kernel/platform'
import { eraseFiler } from '../case'

/** Collection erasures: of each erasure until it has been looked after. */
interface ErasureRecord {
  /** The opaque id of whoever was erased. */
  _id: string
  identities: string[]
  at: Date
}

/** Longer than an erasure takes: cases filed later are those of somebody who came anew, under the visitor's id they had. */
const erasureMs = 30_000

/** Longer than any call runs after that (api/function.json). */
const callMs = 60_000

/** Erasures looked after in one run of the clock. */
const atOnce = 50

/** Leaves the note; a repeat finds it. */
export async function noteErasure(db: Db, _id: string, identities: readonly string[], at: Date): Promise<void> {
  const note: ErasureRecord = { _id, identities: [...identities], at }
  await db.insert('erasures', note)
}

/** Erases what was left behind, oldest erasure first. @returns how many were looked after */
export async function sweepErasures(db: Db, platform: Platform, now: Date): Promise<number> {
  const notes = await db.find<ErasureRecord>('erasures', {
    where: { at: db.command.lt(new Date(now.getTime() - erasureMs - callMs)) },
    sort: [['at', 'asc']],
    limit: atOnce,
  })
  for (const { _id, identities, at } of notes) {
    const files = await eraseFiler(db, identities, new Date(at.getTime() + erasureMs))
    if (files.length > 0) await platform.deleteFiles(files)
    await db.patch('messages', { personId: db.command.in(identities), at: db.command.lt(now) }, { text: '' })
    await db.remove('erasures', _id)
  }
  return notes.length
}
