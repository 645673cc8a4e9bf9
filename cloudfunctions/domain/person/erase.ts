/** What of the roster goes when somebody erases themselves: name, number, home and posts; the opaque id stays. */
import type { Call } from '../../kernel/action'
import type { Db } from '../../kernel/db'
import { refuse } from '../../kernel/errors'
import { addDays, businessDate } from '../../kernel/time'
import { forgetPosts } from '../post'
import { replace } from './binding'
import { erasedName, erasedPerson } from './decide'
import { membersOf } from './members'
import type { HouseholdRecord, PersonRecord } from './record'

/** Takes the caller's name, number, home and posts from the roster. Repeating it changes nothing. */
export async function eraseRoster({ db, session, now }: Call): Promise<void> {
  const { personId } = session
  const today = businessDate(now)
  const { command: _ } = db
  const person = await db.get<PersonRecord>('people', personId)
  if (person && person.status !== 'erased') {
    await eraseHead(db, person)
    if (!(await replace(db, 'people', person, erasedPerson(person)))) refuse('CONFLICT')
  }
  const gone = { personName: erasedName, personPhone: _.remove(), householdId: _.remove(), version: _.inc(1) }
  await db.patch('posts', { personId, personName: _.neq(erasedName) }, gone)
  await db.patch('posts', { personId, to: _.or([_.exists(false), _.gte(today)]) }, { to: addDays(today, -1) })
  forgetPosts(
    db,
    session.posts.flatMap(({ areas }) => areas),
  )
}

/** A household named after the person is named after another of its members, or nobody. */
async function eraseHead(db: Db, { _id, name, householdId }: PersonRecord): Promise<void> {
  if (!householdId) return
  const members = await membersOf(db, householdId)
  const heir = members.find((member) => member._id !== _id)
  await db.update('households', householdId, { headName: name } satisfies Partial<HouseholdRecord>, {
    headName: heir?.name ?? erasedName,
    version: db.command.inc(1),
  })
}
