/** Certificates go when somebody erases themselves: they are nothing but identity, and the hours stand in the sign-ups. */
import type { Db } from '../../kernel/db'

/** Deleted in one look; a repeat takes the next ones. */
const most = 500

/** Removes the certificates of a person under all their ids. */
export async function eraseCertificates(db: Db, identities: readonly string[]): Promise<void> {
  const where = { personId: db.command.in([...identities]) }
  const found = await db.find<{ _id: string }>('certificates', { where, limit: most, fields: ['_id'] })
  await Promise.all(found.map(({ _id }) => db.remove('certificates', _id)))
}
