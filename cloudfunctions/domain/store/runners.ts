/** What runs the effects that goods and redemptions owe: the inbox, the manager's warning, the notice of a card's use. */
import type { Effect, EffectContext, Runner, Runners } from '../../kernel/outbox'
import { deliver } from '../message'
import type { BindingRecord, PersonRecord } from '../person'
import { postsCovering } from '../post'

interface ToPosts extends Effect {
  areas: string[]
  text: string
}

interface CardNotice extends Effect {
  householdId: string
  /** The household's. */
  areas: string[]
  text: string
}

/** People of a household told of one use of its card. */
const mostTold = 10

const tell = (
  effect: Effect & { page?: string },
  people: readonly string[],
  text: string,
  context: EffectContext,
): Promise<void> => {
  const messages = [...new Set(people)].sort().map((personId) => ({ personId, kind: 'store' as const, text }))
  return deliver({ ...effect, messages }, context)
}

/** To whoever manages the store when it is told; a tap opens the goods that run low. */
const lowStock: Runner<ToPosts> = async (effect, context) => {
  const page = `packages/store/goods/index?goodsId=${context.documentId}`
  const managers = await postsCovering(context.db, effect.areas, ['storeManager'], context.now)
  await tell(
    { ...effect, page },
    managers.map(({ personId }) => personId),
    effect.text,
    context,
  )
}

/** To the family members who have WeChat here; where nobody has, to the grid's worker (domain.md §4). */
const cardNotice: Runner<CardNotice> = async (effect, context) => {
  const { db, now } = context
  const family = await db.find<PersonRecord>('people', {
    where: { householdId: effect.householdId },
    limit: mostTold,
    fields: ['_id'],
  })
  const bound = await db.find<BindingRecord>('bindings', {
    where: { personId: db.command.in(family.map(({ _id }) => _id)) },
    limit: mostTold,
    fields: ['personId'],
  })
  const workers = bound.length > 0 ? [] : await postsCovering(db, effect.areas, ['gridWorker'], now)
  await tell(
    effect,
    [...bound, ...workers].map(({ personId }) => personId),
    effect.text,
    context,
  )
}

/** Effects of goods and redemptions by kind. */
export const storeRunners: Runners = { message: deliver, lowStock, cardNotice }
