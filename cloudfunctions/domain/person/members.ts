/** Who lives in a household, for whoever tells a household something or must know that nobody is left. */
import type { Db } from '../../kernel/db'
import type { PersonRecord } from './record'

/** People that a household has at most. */
const mostMembers = 30

/** The household's active members, 30 at most, by id. */
export const membersOf = (db: Db, householdId: string): Promise<PersonRecord[]> =>
  db.find<PersonRecord>('people', {
    where: { householdId, status: 'active' },
    sort: [['_id', 'asc']],
    limit: mostMembers,
  })
