/**
 * A monthly round (月度评分): what a worker saw at up to 50 households, entered in one go. The claims are born `verified`,
 * because the worker's own look is the verification; another person approves them. A dry run checks and counts.
 */
import { type ClaimBulkInput, type ClaimBulkOutput, type ClaimBulkRow, mostBulkRows } from '#types/claim'
import { sentenceOf } from '#types/errors'
import { holds } from '#types/roles'
import type { Call, Early } from '../../kernel/action'
import { Refusal, refuse } from '../../kernel/errors'
import { maskName } from '../../kernel/mask'
import type { CheckResult } from '../../kernel/platform'
import { recall } from '../../kernel/requests'
import { businessDate, startOfBusinessDay } from '../../kernel/time'
import { openArea } from '../area'
import { villageOf } from '../ledger'
import type { HouseholdRecord, PersonRecord } from '../person'
import { type RuleTable, rulesOn, villageFor } from '../rule'
import { claimableRule, newClaim, worthOf } from './birth'
import { type BudgetRecord, budgetOn, budgetView } from './budget'
import { policyToday } from './credit'
import { owedBy, withStep } from './decide'
import type { ClaimRecord } from './record'
import { isOwn } from './relations'
import { isBudgeted } from './settle'
import { householdSubject, membersOf, personSubject, type Subject } from './subject'
import { pointsSaid } from './tell'

export const checkBulk = ({ platform, openid }: Early, { words }: ClaimBulkInput): Promise<CheckResult> =>
  platform.checkText(openid, words, 3)

type AskedRow = ClaimBulkInput['rows'][number]

interface Roster {
  byNumber: Map<string, HouseholdRecord[]>
  members: Map<string, PersonRecord[]>
}

/** The households named, with their people. Two round trips. */
async function rosterOf({ db }: Call, areaId: string, rows: readonly AskedRow[]): Promise<Roster> {
  const numbers = [...new Set(rows.map(({ household }) => household))]
  const households = await db.find<HouseholdRecord>('households', {
    where: { areas: areaId, number: db.command.in(numbers) },
    limit: mostBulkRows * 2,
  })
  const members =
    households.length > 0
      ? await membersOf(
          db,
          households.map(({ _id }) => _id),
        )
      : new Map()
  const byNumber = new Map(
    numbers.map((number) => [number, households.filter((household) => household.number === number)]),
  )
  return { byNumber, members }
}

/** Whom a row is about. @throws Refusal BAD_INPUT when the roster doesn't say */
function subjectIn(
  { byNumber, members }: Roster,
  { household: number, name }: AskedRow,
  earner: 'household' | 'person',
): Subject {
  const [household, another] = byNumber.get(number) ?? []
  if (!household) return refuse('BAD_INPUT', { problem: '名册上没有这个户号', field: 'household' })
  if (another) return refuse('BAD_INPUT', { problem: '有两户是这个户号，请改在网格内登记', field: 'household' })
  const people = members.get(household._id) ?? []
  const ids = people.map(({ _id }) => _id)
  const [first] = people
  if (!first) return refuse('BAD_INPUT', { problem: '这一户名册上没有人', field: 'household' })
  if (earner === 'household') return householdSubject(household, first._id, ids)
  const named = people.filter((person) => person.name === name)
  if (named.length !== 1) return refuse('BAD_INPUT', { problem: '这一项记到个人，请写名册上的姓名', field: 'name' })
  return personSubject(named[0]!)
}

/** One row as a claim. @throws Refusal by which the row can't be entered */
function claimOf(call: Call, input: ClaimBulkInput, row: number, roster: Roster, table: RuleTable): ClaimRecord {
  const { session, ids, now, requestId } = call
  const asked = input.rows[row - 1]!
  const rule = claimableRule(table, asked.ruleId, input.on, businessDate(now))
  if (rule.evidence) refuse('EVIDENCE_NEEDED')
  const subject = subjectIn(roster, asked, rule.earner)
  if (isOwn(subject, session)) refuse('OWN_HOUSEHOLD')
  if (!holds(session, rule.verifiers, subject.areas)) refuse('FORBIDDEN')
  const earlier = input.rows.findIndex(
    (other) => other.ruleId === asked.ruleId && other.household === asked.household && other.name === asked.name,
  )
  if (earlier < row - 1) refuse('BAD_INPUT', { problem: `与第 ${earlier + 1} 行重复`, field: 'rows' })
  const { times = 1 } = asked
  const filer = { personId: session.personId, name: session.name }
  const born = newClaim({
    ...{ id: ids.hash('claim', session.personId, requestId, String(row)), origin: 'bulk', state: 'verified' },
    ...{ rule, version: table.version, subject, points: worthOf(rule, times), times, now, filer },
    ...{ on: input.on, eventAt: startOfBusinessDay(input.on), words: input.words },
    hands: [{ personId: session.personId, ...(session.householdId ? { householdId: session.householdId } : {}) }],
  })
  const words = { rule: rule.label, points: pointsSaid(born, born.points) }
  const claim = withStep(born, { event: 'enter', to: 'verified', actor: filer, words, now })
  const effects = owedBy(claim)
  return { ...claim, ...(effects.length > 0 ? { outbox: effects, outboxDue: now } : {}) }
}

/** A row as a claim, or why it can't be one. */
function tried(make: () => ClaimRecord): { claim?: ClaimRecord; problem?: string } {
  try {
    return { claim: make() }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { problem } = error.detail ?? {}
    return { problem: typeof problem === 'string' ? problem : sentenceOf(error.code, error.detail) }
  }
}

/**
 * Enters a round, whole or not at all; a dry run says what would be.
 * @throws Refusal BAD_INPUT with the first row that can't be entered
 */
export async function bulk(call: Call, input: ClaimBulkInput, check: CheckResult): Promise<ClaimBulkOutput> {
  const { db, now, session, requestId, inputHash, ids } = call
  const area = await openArea(db, input.areaId, now)
  call.within(area.areas)
  // nobody reviews fifty copies of one sentence: a worker's words must be clear at once
  if (check === 'risky' || check === 'review') refuse('CONTENT_REFUSED')
  const village = villageOf((await villageFor(call, area._id)).areas)
  const request = { requestId, personId: session.personId, inputHash, at: now }
  const [roster, table, budget, policy, known] = await Promise.all([
    rosterOf(call, area._id, input.rows),
    rulesOn(db, village, input.on, now),
    db.get<BudgetRecord>('budgets', village),
    policyToday(db, village, now),
    db.get<ClaimRecord>('claims', ids.hash('claim', session.personId, requestId, '1'), ['requests']),
  ])
  const answered = known && recall(known.requests, request)

  const rows = input.rows.map((_, index) => tried(() => claimOf(call, input, index + 1, roster, table)))
  const claims = rows.flatMap(({ claim }) => (claim ? [claim] : []))
  const month = budgetOn(budget, {
    ...{ village, areas: area.areas, limit: policy.monthlyBudget, today: businessDate(now) },
  })
  const output: ClaimBulkOutput = {
    dryRun: input.dryRun,
    rows: rows.map((row, index) => rowView(input.rows[index]!, index + 1, row, table)),
    total: claims.filter(isBudgeted).reduce((sum, { points }) => sum + points, 0),
    budget: budgetView(month),
    entered: input.dryRun ? 0 : claims.length,
  }
  call.saw(
    claims.map(({ personId }) => personId),
    '积分登记（姓名脱敏）',
  )
  if (input.dryRun) return output
  const wrong = output.rows.find(({ problem }) => problem)
  if (wrong && !answered) refuse('BAD_INPUT', { problem: `第 ${wrong.row} 行：${wrong.problem}`, field: 'rows' })
  // the first claim remembers the answer; a repeat enters what a broken-off run left out, and answers the same
  const [first, ...others] = claims.map((claim) => ({ ...claim, requests: [request] }))
  const remembering = first ? [{ ...first, requests: [{ ...request, answer: output }] }] : []
  await db.insertAll('claims', [...others, ...remembering])
  return answered?.kind === 'repeat' ? (answered.answer as ClaimBulkOutput) : output
}

function rowView(
  asked: AskedRow,
  row: number,
  { claim, problem }: { claim?: ClaimRecord; problem?: string },
  table: RuleTable,
): ClaimBulkRow {
  const rule = table.items.find(({ id }) => id === asked.ruleId)
  const points = claim?.points ?? 0
  return {
    ...{ row, ruleId: asked.ruleId, label: rule?.label ?? '', household: asked.household },
    name: claim ? maskName(claim.name) : '',
    points: claim?.sign === 'negative' ? -points : points,
    ...(problem ? { problem } : {}),
  }
}
