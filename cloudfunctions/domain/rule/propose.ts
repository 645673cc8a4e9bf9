/** A village decides new rules: a whole table, shown for some days, then in force. The versions before stay as they were. */
import type { RuleProposeInput, RuleTableOutput } from '#types/rule'
import type { Call } from '../../kernel/action'
import { refuse } from '../../kernel/errors'
import { recall } from '../../kernel/requests'
import { addDays, businessDate } from '../../kernel/time'
import { problemIn } from './check'
import { villageFor } from './look'
import { readTables } from './read'
import { type RuleTableRecord, ruleTableId } from './record'
import { outputOf } from './view'

/**
 * @throws Refusal CONFLICT when another version has come since the screen was drawn, BAD_INPUT when the table contradicts
 *   itself or the meeting lies ahead, FORBIDDEN outside of the caller's village
 */
export async function propose(call: Call, input: RuleProposeInput): Promise<RuleTableOutput> {
  const { db, now, session, requestId, inputHash } = call
  const village = await villageFor(call, input.areaId)
  call.within(village.areas)
  const today = businessDate(now)
  const version = input.basedOn + 1
  const request = { requestId, personId: session.personId, inputHash, at: now }
  const _id = ruleTableId(village._id, version)
  const answer = async () => outputOf(village, await readTables(db, village._id), version, today)

  const [tables, made] = await Promise.all([
    readTables(db, village._id),
    db.get<RuleTableRecord>('ruleTables', _id, ['request']),
  ])
  if (made && recall([made.request], request).kind === 'repeat') return answer()
  const newest = tables[0]!.version
  if (newest !== input.basedOn) refuse('CONFLICT', { version: newest })
  const problem = problemIn(input, today)
  if (problem) refuse('BAD_INPUT', { problem, field: 'items' })

  const record: RuleTableRecord = {
    ...{ _id, village: village._id, areas: village.areas, version },
    ...{ items: input.items, policy: input.policy, meeting: input.meeting },
    ...{ publishedFrom: today, validFrom: addDays(today, input.publicityDays) },
    ...{ proposedBy: session.personId, request, at: now },
  }
  if ((await db.insert('ruleTables', record)) === 'inserted') return answer()
  // somebody was faster, or this very call was: its repeat gets its answer
  const first = await db.get<RuleTableRecord>('ruleTables', _id)
  if (first && recall([first.request], request).kind === 'repeat') return answer()
  return refuse('CONFLICT', { version })
}
