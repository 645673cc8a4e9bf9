/** The lists of claims: each one query on one index, paged by a cursor, 50 rows at most. */
import { type BudgetView, ClaimGetInput, ClaimListInput, type ClaimListOutput, type ClaimView } from '#types/claim'
import { postsOf, type Role, type Session } from '#types/roles'
import { approverRoles, reviewerRoles, verifierRoles } from '#types/rule'
import { type Action, action, type Call } from '../../kernel/action'
import { refuse } from '../../kernel/errors'
import { pageOf, readCursor } from '../../kernel/page'
import { businessDate } from '../../kernel/time'
import { villageOf } from '../ledger'
import { type BudgetRecord, budgetOn, budgetView } from './budget'
import { policyToday } from './credit'
import type { ClaimRecord } from './record'
import { isOwn, partiesOf, sightOf } from './relations'
import { detailOf, summaryOf } from './view'

interface Plan {
  where: Record<string, unknown>
  sort: [field: 'at' | 'queue', direction: 'asc' | 'desc']
  /** Whether a found row is the caller's to see in this list. */
  keep?: (claim: ClaimRecord) => boolean
}

/** The areas of the caller's posts with one of these roles, or the one asked for when a post covers it. */
function deskAreas({ session }: Call, roles: readonly Role[], asked: string | undefined): string[] {
  const areas = postsOf(session, roles).flatMap(({ areaId }) => areaId ?? [])
  if (areas.length === 0) refuse('FORBIDDEN')
  if (asked === undefined) return areas
  if (!areas.some((area) => asked.startsWith(area))) refuse('FORBIDDEN')
  return [asked]
}

/** The village whose published claims the caller reads: home's, or one within a post's areas. */
function villageAsked({ session }: Call, asked: string | undefined): string {
  const home = villageOf(session.areas)
  if (asked === undefined) return home || refuse('BAD_INPUT', { problem: '请选择一个村', field: 'areaId' })
  const covered = (post: Session['posts'][number]) => post.areaId !== undefined && asked.startsWith(post.areaId)
  if (asked !== home && !session.posts.some(covered)) refuse('FORBIDDEN')
  return asked
}

const oldestFirst: Plan['sort'] = ['at', 'asc']
const shown = (call: Call) => ({ sign: call.db.command.neq('negative') })

const desk = (call: Call, roles: readonly Role[], state: string, areaId: string | undefined): Plan['where'] => ({
  areas: call.db.command.in(deskAreas(call, roles, areaId)),
  state,
})

/** One plan a view. */
const plans: Record<ClaimView, (call: Call, input: ClaimListInput) => Plan> = {
  mine: ({ db, session }) => ({
    where: { concerns: db.command.in([...session.identities]) },
    sort: ['at', 'desc'],
  }),
  toVerify: (call, { areaId }) => ({
    where: desk(call, verifierRoles, 'declared', areaId),
    sort: oldestFirst,
    keep: (claim) => partiesOf(claim, call.session).parties.includes('verifier'),
  }),
  toApprove: (call, { areaId }) => ({
    where: desk(call, approverRoles, 'verified', areaId),
    sort: oldestFirst,
    keep: (claim) => partiesOf(claim, call.session).parties.includes('approver'),
  }),
  // a deduction is told to the household, not to the village
  published: (call, { areaId }) => ({
    where: { areas: villageAsked(call, areaId), state: 'published', ...shown(call) },
    sort: oldestFirst,
  }),
  objected: (call, { areaId }) => ({
    where: desk(call, reviewerRoles, 'objected', areaId),
    sort: oldestFirst,
    keep: (claim) => partiesOf(claim, call.session).parties.includes('reviewer'),
  }),
  deferred: (call, { areaId }) => ({
    where: { village: villageAsked(call, areaId), state: 'deferred' },
    sort: ['queue', 'asc'],
  }),
}

/** What a village may issue this month, and what it has. */
async function monthOf({ db, now }: Call, village: string): Promise<BudgetView> {
  const [budget, { monthlyBudget: limit }] = await Promise.all([
    db.get<BudgetRecord>('budgets', village),
    policyToday(db, village, now),
  ])
  return budgetView(budgetOn(budget, { village, areas: [], limit, today: businessDate(now) }))
}

/** Rows that somebody may not act on are left out, so that a page can be shorter than asked and still have a next one. */
async function list(call: Call, input: ClaimListInput): Promise<ClaimListOutput> {
  call.scopeChecked()
  const { db, session } = call
  const { command: _ } = db
  const { where, sort, keep = () => true } = plans[input.view](call, input)
  const [field, direction] = sort
  const limit = input.limit ?? 20
  const [value, id] = input.cursor ? readCursor(input.cursor, 2) : []
  const beyond = direction === 'asc' ? _.gt(value) : _.lt(value)
  const after = input.cursor ? [_.or([{ [field]: beyond }, { [field]: value, _id: _.gt(id) }])] : []
  const [found, budget] = await Promise.all([
    db.find<ClaimRecord>('claims', {
      where: _.and([where, ...after]),
      sort: [
        [field, direction],
        ['_id', 'asc'],
      ],
      limit: limit + 1,
    }),
    input.view === 'deferred' && !input.cursor ? monthOf(call, villageAsked(call, input.areaId)) : undefined,
  ])
  const whole = (claim: ClaimRecord) => sightOf(claim, session) === 'full' && input.view !== 'published'
  const page = pageOf(
    found,
    limit,
    (claim) => ({ claim, row: summaryOf(claim, whole(claim)) }),
    (claim) => [field === 'at' ? claim.at : (claim.queue ?? 0), claim._id],
  )
  const kept = page.rows.filter(({ claim }) => keep(claim))
  const seen = kept.filter(({ claim }) => whole(claim) && !isOwn(claim, session))
  call.saw([...new Set(seen.map(({ claim }) => claim.personId))], '积分申报')
  return {
    rows: kept.map(({ row }) => row),
    ...(page.next ? { next: page.next } : {}),
    ...(budget ? { budget } : {}),
  }
}

export const listActions: Action[] = [
  action('claim.list', ClaimListInput as never, list),
  action<'claim.get', ClaimRecord | null>(
    'claim.get',
    ClaimGetInput,
    (call, _input, claim) => {
      call.scopeChecked()
      return detailOf(call, claim)
    },
    ({ db }, { claimId }) => db.get<ClaimRecord>('claims', claimId),
  ),
]
