/** Points: households declare what they did, workers verify, the village approves, neighbours object, leaders review, secretaries correct. */
import { allowedClaimEvents, type ClaimEvent, type ClaimState } from '#types/claim'
import type { Role } from '#types/roles'
import { reviewerRoles } from '#types/rule'
import { type ClaimRecord, claimIdOf } from '../../../cloudfunctions/domain/claim/record'
import { type EntryRecord, ownerOf } from '../../../cloudfunctions/domain/ledger/record'
import type { HouseholdRecord, PersonRecord } from '../../../cloudfunctions/domain/person/record'
import { tableOn } from '../../../cloudfunctions/domain/rule/table'
import { addDays, businessDate } from '../../../cloudfunctions/kernel/time'
import type { Declared, Round } from '../checks/claims'
import { tablesIn } from '../checks/rules'
import type { Hand, Life, Somebody } from '../life'
import { weighted } from '../plan'

const has = ({ posts }: Somebody, wanted: readonly Role[]) => posts.some(({ role }) => wanted.includes(role))
const covers = ({ posts }: Somebody, wanted: readonly Role[], areas: readonly string[]) =>
  posts.some(({ role, areaId = '' }) => wanted.includes(role) && areas.includes(areaId))

/** Whom the state of a claim waits for. Whether they really may act, the cloud says. */
const waitsFor: Partial<Record<ClaimState, (claim: ClaimRecord, me: Somebody) => boolean>> = {
  declared: ({ verifiers, areas }, me) => covers(me, verifiers, areas),
  verified: ({ approvers, areas }, me) => covers(me, approvers, areas),
  objected: ({ areas }, me) => covers(me, reviewerRoles, areas),
  published: ({ village }, me) => me.areas.includes(village) && me.posts.length === 0,
}

/** How often a button is pressed where it is shown. */
const appetite: Partial<Record<ClaimEvent, number>> = {
  verify: 8,
  approve: 8,
  reject: 1,
  object: 1,
  uphold: 1,
  drop: 2,
  withdraw: 1,
}

/** Share of turns in which somebody who only reads what is published leaves it at that. */
const contentment = 0.8

/** What somebody learns whom another, or the clock, was faster than. */
const tooLate = new Set(['CONFLICT', 'EVENT_NOT_ALLOWED', 'FORBIDDEN', 'NOT_FOUND', 'ALREADY_DONE', 'SAME_PERSON'])

async function declare(hand: Hand): Promise<void> {
  const { random, call, books, tell, touched, wrong, me, photo, somebody } = hand
  const worker = has(me, ['gridWorker'])
  const villager = somebody(`villager-${me.id.split('-')[1]}`)
  const deduction = worker && random.chance(0.4)
  const on = addDays(businessDate(books.now), -random.between(0, 5))
  const rules = tableOn(tablesIn(books, me.areas[2]!), on).items.filter(
    ({ automatic, sign }) => !automatic && (sign === 'negative') === deduction,
  )
  const rule = random.pick(rules)
  const answer = await call('claim.declare', {
    ruleId: rule.id,
    times: random.between(1, 3),
    on,
    words: '模拟申报',
    photos: rule.evidence ? [await photo()] : [],
    ...(deduction ? { personId: villager.personId } : {}),
  })
  if (!answer.ok) return wrong(`claim.declare of ${rule.id} by ${me.id}: ${answer.error.code} ${answer.error.message}`)
  tell('claims', { id: answer.data.id } satisfies Declared)
  touched('claims', answer.data.id)
}

/** A worker's monthly round: what was seen at some households of the grid, tried first and then entered. */
async function goRound(hand: Hand): Promise<void> {
  const { random, call, books, tell, touched, wrong, me } = hand
  const areaId = me.posts.find(({ role }) => role === 'gridWorker')!.areaId!
  const on = businessDate(books.now)
  const rules = tableOn(tablesIn(books, me.areas[2]!), on).items.filter(
    ({ automatic, evidence, verifiers }) => !automatic && !evidence && verifiers.includes('gridWorker'),
  )
  const households = books.rows<HouseholdRecord>('households', { areas: areaId })
  const visited = new Set(Array.from({ length: random.between(1, 4) }, () => random.pick(households)))
  const rows = [...visited].flatMap(({ _id, number }) => {
    const [somebody] = books.rows<PersonRecord>('people', { householdId: _id })
    if (!somebody || _id === me.householdId) return []
    const rule = random.pick(rules)
    return [{ ruleId: rule.id, household: number, ...(rule.earner === 'person' ? { name: somebody.name } : {}) }]
  })
  if (rows.length === 0) return
  const round = { areaId, on, words: '模拟月度评分', rows }
  const dry = await call('claim.bulk', { ...round, dryRun: true })
  if (!dry.ok) return wrong(`claim.bulk by ${me.id}: ${dry.error.code} ${dry.error.message}`)
  const possible = rows.filter((_, n) => !dry.data.rows[n]?.problem)
  if (possible.length === 0) return
  const answer = await call('claim.bulk', { ...round, rows: possible, dryRun: false })
  if (!answer.ok) return wrong(`claim.bulk by ${me.id}: ${answer.error.code} ${answer.error.message}`)
  tell('rounds', { entered: answer.data.entered } satisfies Round)
  for (const { _id } of books.rows<ClaimRecord>('claims', { origin: 'bulk', state: 'verified' })) touched('claims', _id)
}

async function press(hand: Hand): Promise<void> {
  const { random, books, call, touched, wrong, me, rivalled } = hand
  const found = books.rows<ClaimRecord>('claims').filter((claim) => waitsFor[claim.state]?.(claim, me))
  if (found.length === 0) return
  const claimId = random.pick(found)._id
  const got = await call('claim.get', { claimId })
  if (!got.ok) return
  const { facts, relations, version, objection, state } = got.data
  if (state === 'published' && random.chance(contentment)) return
  const shown = allowedClaimEvents(facts, relations).filter((event) => event in appetite)
  if (shown.length === 0 || objection?.mine) return
  const weights = Object.fromEntries(shown.map((event) => [event, appetite[event]!])) as Record<ClaimEvent, number>
  const event = weighted(random, weights)
  const reason = '模拟：与事实不符'
  const answer = await {
    verify: () => call('claim.verify', { claimId, version }),
    approve: () => call('claim.approve', { claimId, version }),
    reject: () => call('claim.reject', { claimId, version, reason }),
    object: () => call('claim.object', { claimId, reason }),
    uphold: () => call('claim.review', { claimId, version, outcome: 'uphold', reason }),
    drop: () => call('claim.review', { claimId, version, outcome: 'drop', reason }),
    withdraw: () => call('claim.withdraw', { claimId, version }),
  }[event as 'verify']()
  touched('claims', claimId)
  if (answer.ok || (rivalled && tooLate.has(answer.error.code))) return
  // a neighbour has one objection to a claim, and nobody two hands in one
  if (['ALREADY_DONE', 'SAME_PERSON'].includes(answer.error.code)) return
  wrong(`claim ${claimId}: ${event} was shown to ${me.id} and refused: ${answer.error.code} ${answer.error.message}`)
}

/** The secretary puts an entry of the village right, also one of a time that is over, or spent meanwhile. */
async function putRight(hand: Hand): Promise<void> {
  const { random, books, call, touched, wrong, me, rivalled } = hand
  const village = me.posts.find(({ role }) => role === 'villageSecretary')?.areaId
  const entries = books.rows<EntryRecord>('entries', { village })
  const done = new Set(entries.flatMap(({ reverses }) => reverses ?? []))
  const family = books.rows<PersonRecord>('people', { householdId: me.householdId }).map(({ _id }) => _id)
  const own = [me.householdId, me.personId, ...family]
  const open = entries.filter(
    ({ _id, kind, words: { debt }, accountIds: [account = ''] }) =>
      (kind === 'award' || (kind === 'deduction' && debt === undefined)) &&
      !done.has(_id) &&
      !own.includes(ownerOf(account).id),
  )
  if (open.length === 0) return
  const { _id: entryId, cause, accountIds } = random.pick(open)
  const answer = await call('points.reverse', { entryId, reason: '模拟：记错了户' })
  for (const id of accountIds) touched('accounts', id)
  const claimId = claimIdOf(cause)
  if (claimId !== undefined) touched('claims', claimId)
  if (answer.ok || (rivalled && answer.error.code === 'ALREADY_DONE')) return
  wrong(`points.reverse of ${entryId} by ${me.id}: ${answer.error.code} ${answer.error.message}`)
}

/** Share of a secretary's turns that go into corrections. */
const corrections = 0.15

export const points: Life = {
  name: 'points',
  share: 5,
  cast: {
    ...{ 'villager-tian': 4, 'neighbour-tian': 2, 'elder-tian': 1, 'member-tian': 3, 'worker-tian': 7 },
    ...{ 'secretary-tian': 7, 'leader-tian': 3, 'villager-diao': 4, 'worker-diao': 4, 'secretary-diao': 4 },
    ...{ 'villager-zheng': 4, 'worker-zheng': 4, 'secretary-zheng': 4, 'town-nangan': 2 },
  },
  act: (hand) => {
    if (has(hand.me, ['gridWorker']) && hand.random.chance(0.25)) return goRound(hand)
    if (has(hand.me, ['villageSecretary']) && hand.random.chance(corrections)) return putRight(hand)
    const declares = has(hand.me, ['villageSecretary', 'gridLeader', 'townOfficer'])
      ? 0
      : has(hand.me, ['gridWorker'])
        ? 0.15
        : 0.5
    return hand.random.chance(declares) ? declare(hand) : press(hand)
  },
}
