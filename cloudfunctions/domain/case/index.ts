/** The noun case: the loop from submission to closing, its lists, and what others may ask of it. */
import { CaseCandidatesInput, CaseGetInput } from '#types/case'
import { type Action, action } from '../../kernel/action'
import type { Db } from '../../kernel/db'
import { refuse } from '../../kernel/errors'
import { eventActions } from './act'
import { candidatesFor } from './candidates'
import { listActions } from './list'
import { detailOf } from './read'
import type { CaseRecord } from './record'
import { relationsOf } from './relations'
import { submitActions } from './submit'
import { supportActions } from './support'

export { desks, poolAreas, rowsOf } from './list'
export { deskOf, type PersonalCases, personalCases } from './overview'
export type { CaseRecord } from './record'
export { proofs as caseProofs, runners as caseRunners } from './runners'
export { tick } from './tick'
export { type SummaryRecord, summaryOf } from './view'

const get = action<'case.get', CaseRecord | null>(
  'case.get',
  CaseGetInput,
  (call, _input, record) => {
    call.scopeChecked()
    return detailOf(call, record, { reveal: true })
  },
  ({ db }, { caseId }) => db.get<CaseRecord>('cases', caseId),
)

const candidates = action<'case.candidates', CaseRecord | null>(
  'case.candidates',
  CaseCandidatesInput as never,
  async (call, { skills = [], search = '' }, record) => {
    call.scopeChecked()
    const relations = record ? relationsOf(record, call.session) : []
    if (!record || !relations.some((party) => party === 'staff' || party === 'handler')) refuse('NOT_FOUND')
    return { rows: await candidatesFor(call.db, record, skills, search, call.now) }
  },
  ({ db }, { caseId }) => db.get<CaseRecord>('cases', caseId),
)

/** Open cases that somebody filed or has in hand, for the rule that nobody erases themselves while one is open. */
export async function openCasesOf(db: Db, identities: readonly string[]): Promise<{ id: string; number: string }[]> {
  const mine = db.command.in([...identities])
  const where = db.command.or([
    { filerId: mine, open: true },
    { handlerId: mine, open: true },
  ])
  const rows = await db.find<CaseRecord>('cases', { where, limit: 50, fields: ['number'] })
  return rows.map(({ _id, number }) => ({ id: _id, number }))
}

/** Every case that somebody filed, for their own export: newest first, 500 at most. */
export async function casesFiledBy(db: Db, identities: readonly string[]): Promise<CaseRecord[]> {
  return db.find<CaseRecord>('cases', {
    where: { filerId: db.command.in([...identities]) },
    sort: [['updatedAt', 'desc']],
    limit: 500,
  })
}

/**
 * Takes what identifies the filer out of their closed cases (domain.md §7): name, words, place, media of the case; ids stay.
 * Repeating it changes nothing. Answers the files that are no longer referred to.
 * @param until leaves alone what was filed later
 */
export async function eraseFiler(db: Db, identities: readonly string[], until?: Date): Promise<string[]> {
  const filed = (await casesFiledBy(db, identities)).filter(({ submittedAt }) => !until || submittedAt <= until)
  const { command: _ } = db
  for (const record of filed) {
    const steps = record.steps.map((step) =>
      identities.includes(step.actor.personId)
        ? { ...step, actor: { ...step.actor, name: '已注销用户' }, words: {}, media: [] }
        : step,
    )
    await db.update(
      'cases',
      record._id,
      { version: record.version },
      {
        filerName: '已注销用户',
        filerHouseholdId: _.remove(),
        ...(record.forWhom ? { forWhom: { who: record.forWhom.who, name: '已删除' } } : {}),
        words: '（本人已注销，内容已删除）',
        place: { text: '' },
        media: [],
        steps,
        version: record.version + 1,
      },
    )
  }
  return filed.flatMap((record) => record.media.map(({ fileId }) => fileId))
}

export const caseActions: Action[] = [
  ...submitActions,
  get,
  candidates,
  ...listActions,
  ...eventActions,
  ...supportActions,
]
