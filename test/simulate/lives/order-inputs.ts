/** What somebody fills in when they press a button on a case. */
import type { CallerEvent, CaseDetail, CaseEventInput, OrderTarget } from '#types/case'
import { categories, rejectReasons } from '#types/categories'
import type { Hand } from '../life'
import { weighted } from '../plan'

type Filled<Event extends CallerEvent> = Omit<CaseEventInput<Event>, 'caseId'>
type Fill<Event extends CallerEvent> = (
  detail: CaseDetail,
  hand: Hand,
) => Promise<Filled<Event> | undefined> | Filled<Event>

/** Members of the demo who answer when an order is offered to them. */
const takers = [
  'member-tian',
  'volunteer-tian',
  'worker-tian',
  'member-diao',
  'worker-diao',
  'member-zheng',
  'worker-zheng',
]

/** A person who could take it, the pool, or now and then the department; undefined when nobody could. */
async function targetOf(
  { id, skills = [] }: CaseDetail,
  { random, call, somebody }: Hand,
): Promise<OrderTarget | undefined> {
  const kind = weighted(random, { person: 6, pool: 3, department: 1 })
  if (kind === 'pool') return { to: 'pool' }
  if (kind === 'department') {
    const organizationId = somebody('department-water').posts.find((post) => post.organizationId)?.organizationId
    return organizationId ? { to: 'department', organizationId } : undefined
  }
  const found = await call('case.candidates', { caseId: id, skills })
  if (!found.ok || found.data.rows.length === 0) return undefined
  const ids = found.data.rows.map(({ personId }) => personId)
  const awake = takers.map((who) => somebody(who).personId).filter((personId) => ids.includes(personId))
  return { to: 'person', personId: random.pick(awake.length > 0 && random.chance(0.9) ? awake : ids) }
}

const photos = async ({ evidence }: CaseDetail, { random, photo }: Hand) =>
  evidence || random.chance(0.1) ? [await photo()] : []

const reason = '模拟：现在办不了'
const note = '模拟：已经看过'
const asked = ({ facts }: CaseDetail) => (facts.onBehalf ? ({ asked: 'phone' } as const) : {})
const versioned = ({ version }: CaseDetail) => ({ version })

const fills: { [Event in CallerEvent]: Fill<Event> } = {
  assess: ({ version, category }, { random }) => ({
    version,
    category: random.chance(0.9) ? category : random.pick(Object.keys(categories) as (keyof typeof categories)[]),
    urgency: weighted(random, { normal: 8, urgent: 3, emergency: 1 }),
    visibility: random.chance(0.8) ? 'village' : 'private',
  }),
  settleOnSpot: async (detail, hand) => ({ ...versioned(detail), note, photos: await photos(detail, hand) }),
  dispatch: async (detail, hand) => {
    const target = await targetOf(detail, hand)
    return target && { ...versioned(detail), target, ...(hand.random.chance(0.3) ? { acceptWithinHours: 8 } : {}) }
  },
  accept: versioned,
  decline: (detail) => ({ ...versioned(detail), reason }),
  progress: async (detail, hand) => ({ note, photos: hand.random.chance(0.2) ? await photos(detail, hand) : [] }),
  comment: () => ({ note }),
  transfer: async (detail, hand) => {
    const target = await targetOf(detail, hand)
    return target && { ...versioned(detail), target, reason }
  },
  escalate: (detail) => ({ ...versioned(detail), reason, tried: note }),
  returnDown: (detail) => ({ ...versioned(detail), note }),
  complete: async (detail, hand) => ({ ...versioned(detail), note, photos: await photos(detail, hand) }),
  confirm: (detail, { random }) => ({
    ...versioned(detail),
    ...asked(detail),
    rating: random.chance(0.7) ? 'satisfied' : 'basically',
  }),
  dissatisfied: (detail) => ({ ...versioned(detail), ...asked(detail), reason }),
  reopen: (detail) => ({ ...versioned(detail), reason }),
  urge: () => ({}),
  reject: (detail, { random }) => ({
    ...versioned(detail),
    reason: random.pick(Object.keys(rejectReasons) as (keyof typeof rejectReasons)[]),
  }),
  appeal: (detail) => ({ ...versioned(detail), reason }),
  withdraw: versioned,
  support: () => ({}),
}

/** The input of an event without its case; undefined when whoever wanted to press it finds nothing to fill in. */
export async function inputOf(event: CallerEvent, detail: CaseDetail, hand: Hand): Promise<object | undefined> {
  return fills[event](detail, hand)
}
