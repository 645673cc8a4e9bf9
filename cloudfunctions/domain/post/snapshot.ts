/** Keeping bindings in step with posts: the snapshot that every sign-in decides permissions by. */
import { isDeepStrictEqual } from 'node:util'
import type { Db } from '../../kernel/db'
import type { Binding } from '../../kernel/session'
import { businessDate } from '../../kernel/time'
import { inTurns } from '../area'
import { snapshotsOf } from './period'
import type { PostRecord } from './record'

/** Tries against others who change the same binding. */
const tries = 4

/** Posts one person can have or stand in for. */
const mostPosts = 200

/**
 * Writes what the person's posts are now into each of their bindings: after every write of a post, and after a roster
 * match. Nothing is written when it says so already; it may be repeated freely.
 */
export async function refreshSnapshot(db: Db, personId: string, now: Date): Promise<void> {
  const { or } = db.command
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const [posts, bindings] = await Promise.all([
      db.find<PostRecord>('posts', { where: or([{ personId }, { 'leave.deputyId': personId }]), limit: mostPosts }),
      db.find<Binding>('bindings', { where: { personId }, limit: 20, fields: ['posts', 'version'] }),
    ])
    const snapshots = snapshotsOf(posts, personId, businessDate(now))
    const stale = bindings.filter((binding) => !isDeepStrictEqual(binding.posts, snapshots))
    const written = await Promise.all(
      stale.map(({ _id, version }) =>
        db.update('bindings', _id, { version }, { posts: snapshots, version: version + 1 }),
      ),
    )
    if (written.every(Boolean)) return
  }
  throw new Error('a binding kept changing while its posts were written')
}

/** The same for many people. */
export async function refreshSnapshots(db: Db, personIds: readonly string[], now: Date): Promise<void> {
  await inTurns([...new Set(personIds)], (personId) => refreshSnapshot(db, personId, now))
}
