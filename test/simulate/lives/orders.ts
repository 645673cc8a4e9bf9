/** Orders: villagers order, workers assess and dispatch, members take and finish, everybody presses what the table shows. */
import { type CallerEvent, type CaseDetail, caseEventInputs, type OrderTarget } from '#types/case'
import { type CategoryId, categories } from '#types/categories'
import { allowedEvents, type CaseState } from '#types/loop'
import { doorstepRoles, levelStaff, type Role } from '#types/roles'
import type { CaseRecord } from '../../../cloudfunctions/domain/case/record'
import type { Offer } from '../checks/effects'
import type { Hand, Life, Somebody } from '../life'
import { weighted } from '../plan'
import { inputOf } from './order-inputs'

/** What was told to somebody who submitted, under `submissions`. */
export interface Submission {
  id: string
  number: string
  filerId: string
}

/** How often a button is pressed where it is shown. */
const appetite: Record<CallerEvent, number> = {
  assess: 8,
  settleOnSpot: 2,
  dispatch: 8,
  accept: 8,
  decline: 3,
  progress: 3,
  comment: 1,
  transfer: 2,
  escalate: 1,
  returnDown: 1,
  complete: 8,
  confirm: 6,
  dissatisfied: 3,
  reopen: 3,
  urge: 2,
  reject: 2,
  appeal: 5,
  withdraw: 0.5,
  support: 2,
}

/** Rules beyond the table that may refuse what the table shows (OWN_HOUSEHOLD, SAME_PERSON …): the button says so when pressed. */
const beyondTheTable = new Set(['OWN_HOUSEHOLD', 'SAME_PERSON', 'NOT_A_CANDIDATE', 'BAD_INPUT'])

/** What somebody learns whom another was faster than. */
const tooLate = new Set(['CONFLICT', 'EVENT_NOT_ALLOWED', 'FORBIDDEN', 'NOT_FOUND'])

/** What a turn is for, where somebody may: to do what waits for them, to look at what doesn't, to file something new. */
const purposes = { work: 72, look: 14, file: 14 }

/** Cases looked at in a turn until there is something to press. */
const looks = 4

const isWorker = ({ posts }: Somebody) => posts.some(({ role }) => doorstepRoles.includes(role))
/** Villagers file for themselves, workers for others too. */
const mayFile = (one: Somebody) => one.posts.length === 0 || isWorker(one)

const holdsIn = ({ posts }: Somebody, wanted: readonly Role[], areas: readonly string[]): boolean =>
  posts.some(({ role, areaId = '' }) => wanted.includes(role) && areas.includes(areaId))

/** Whether an order is there for somebody to take. */
function offeredTo({ offeredTo, poolArea }: CaseRecord, { personId, posts, areas }: Somebody): boolean {
  if (poolArea !== null) return posts.some((post) => post.areas.includes(poolArea) || areas.includes(poolArea))
  return (
    offeredTo === personId ||
    posts.some(({ organizationId }) => organizationId !== undefined && organizationId === offeredTo)
  )
}

/** In which states a case waits for somebody, and whether it is this one. Whether they really may act, the cloud says. */
const waitsFor: Partial<Record<CaseState, (record: CaseRecord, me: Somebody) => boolean>> = {
  collected: (record, me) => holdsIn(me, levelStaff[record.level], record.areas),
  assessed: (record, me) => holdsIn(me, levelStaff[record.level], record.areas),
  dispatched: offeredTo,
  handling: ({ handlerId }, { personId }) => handlerId === personId,
  resolved: ({ filerId, forWhom, areas }, me) =>
    forWhom?.who === 'another' ? filerId !== me.personId && holdsIn(me, doorstepRoles, areas) : filerId === me.personId,
  rejected: ({ filerId, appealed }, { personId }) => filerId === personId && !appealed,
}

/** Whether somebody may have a look without being waited for: at their own, a neighbour's, or one of a level below. */
const inSight = (record: CaseRecord, { personId, areas, posts }: Somebody): boolean =>
  record.filerId === personId ||
  (record.open && (areas.includes(record.village) || posts.some(({ areaId = '' }) => record.areas.includes(areaId))))

async function file(hand: Hand): Promise<void> {
  const { random, me } = hand
  const category = random.pick(Object.keys(categories).filter((id) => id !== 'conduct')) as CategoryId
  const worker = isWorker(me)
  const behalf = worker && random.chance(0.5)
  const answer = await hand.call('case.submit', {
    kind: categories[category].kind as 'request' | 'opinion',
    category,
    words: `模拟：${categories[category].hint}`,
    place: { text: '家门口' },
    urgency: weighted(random, { normal: 8, urgent: 3, emergency: 1 }),
    visibility: random.chance(0.8) ? 'village' : 'private',
    photos: random.chance(0.2) ? [await hand.photo()] : [],
    ...(behalf ? { forWhom: { who: 'another', name: '没有手机的老人' } } : {}),
  })
  if (!answer.ok) return hand.wrong(`case.submit by ${me.id} was refused: ${answer.error.code} ${answer.error.message}`)
  hand.tell('submissions', {
    id: answer.data.id,
    number: answer.data.number,
    filerId: me.personId,
  } satisfies Submission)
  hand.touched('cases', answer.data.id)
}

/** A case that shows somebody a button, and the button they press. */
async function choose(
  hand: Hand,
  purpose: 'work' | 'look',
): Promise<{ detail: CaseDetail; event: CallerEvent } | undefined> {
  const { random, books, me } = hand
  const cases = books.rows<CaseRecord>('cases')
  const found = cases.filter((record) =>
    purpose === 'look' ? inSight(record, me) : waitsFor[record.state]?.(record, me),
  )
  for (let look = 0; look < looks && found.length > 0; look++) {
    const [record] = found.splice(random.between(0, found.length - 1), 1)
    const answer = await hand.call('case.get', { caseId: record!._id })
    if (!answer.ok) continue
    const shown = allowedEvents(answer.data.facts, answer.data.relations, books.now).filter(
      (event): event is CallerEvent => event in caseEventInputs && !(event === 'support' && answer.data.supported),
    )
    if (shown.length === 0) continue
    const weights = Object.fromEntries(shown.map((event) => [event, appetite[event]]))
    return { detail: answer.data, event: weighted(random, weights) as CallerEvent }
  }
  return undefined
}

async function press(hand: Hand, purpose: 'work' | 'look'): Promise<void> {
  const chosen = await choose(hand, purpose)
  if (!chosen) return
  const { detail, event } = chosen
  const input = await inputOf(event, detail, hand)
  if (!input) return
  const answer = await hand.call(`case.${event}`, { caseId: detail.id, ...input } as never)
  hand.touched('cases', detail.id)
  // the next version is what this very event made; a later one tells of what came after it
  const { target } = input as { target?: OrderTarget }
  const order = answer.ok && answer.data.version === detail.version + 1 ? answer.data.orders.at(-1) : undefined
  if (order && target && target.to !== 'pool')
    hand.tell('offers', {
      id: order.id,
      to: target.to === 'person' ? target.personId : target.organizationId,
    } satisfies Offer)
  if (answer.ok || beyondTheTable.has(answer.error.code)) return
  if (hand.rivalled && tooLate.has(answer.error.code)) return
  hand.wrong(
    `${detail.number}: ${event} was shown to ${hand.me.id} and refused: ${answer.error.code} ${answer.error.message}`,
  )
}

export const orders: Life = {
  name: 'orders',
  share: 10,
  cast: {
    ...{ 'villager-tian': 5, 'worker-tian': 6, 'leader-tian': 4, 'secretary-tian': 3, 'member-tian': 6 },
    ...{ 'neighbour-tian': 3, 'elder-tian': 3, 'volunteer-tian': 4, 'mediator-tian': 1 },
    ...{ 'villager-diao': 4, 'worker-diao': 5, 'secretary-diao': 3, 'member-diao': 5 },
    ...{ 'villager-zheng': 4, 'worker-zheng': 5, 'secretary-zheng': 3, 'member-zheng': 5 },
    ...{ 'town-nangan': 3, 'townleader-nangan': 1, 'department-water': 2, 'county-officer': 2 },
  },
  act: (hand) => {
    const purpose = weighted(hand.random, purposes)
    return purpose === 'file' && mayFile(hand.me) ? file(hand) : press(hand, purpose === 'look' ? 'look' : 'work')
  },
}
