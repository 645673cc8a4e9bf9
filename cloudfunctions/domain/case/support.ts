/** Me too (附议): a document of its own per resident and case, so that nobody supports twice by racing. */
import { caseEventInputs } from '#types/case'
import { allows, caseStates, ruleOf } from '#types/loop'
import { type Action, action } from '../../kernel/action'
import { refuse } from '../../kernel/errors'
import { detailOf } from './read'
import type { CaseRecord } from './record'
import { factsOf, relationsOf, sightOf } from './relations'

/** A resident's support (collection supports). */
export interface SupportRecord {
  /** `caseId:personId` */
  _id: string
  caseId: string
  personId: string
  at: Date
}

const support = action<'case.support', CaseRecord | null>(
  'case.support',
  caseEventInputs.support,
  async (call, { caseId }, record) => {
    call.scopeChecked()
    const { db, session, now } = call
    const relations = record ? relationsOf(record, session) : []
    if (!record || sightOf(record, session, relations) === 'none') refuse('NOT_FOUND')
    const facts = factsOf(record)
    if (!relations.some((party) => allows('support', facts, party, now))) {
      refuse(relations.includes('filer') ? 'SAME_PERSON' : 'EVENT_NOT_ALLOWED', {
        state: caseStates[record.state],
        event: ruleOf('support').label,
      })
    }
    const row: SupportRecord = { _id: `${caseId}:${session.personId}`, caseId, personId: session.personId, at: now }
    await db.insert('supports', row)
    // counted, not added up: a repeat or a lost answer leaves the same figure
    const supporters = await db.count('supports', { caseId })
    await db.update('cases', caseId, { supporters: db.command.lt(supporters) }, { supporters })
    return detailOf(call, { ...record, supporters }, { reveal: false })
  },
  ({ db }, { caseId }) => db.get<CaseRecord>('cases', caseId),
)

export const supportActions: Action[] = [support]
