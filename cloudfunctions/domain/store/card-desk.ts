/** Cards at the doorstep: a worker issues, revokes, unlocks and prints those of the households in their areas. */
import type {
  CardIssueInput,
  CardListInput,
  CardPage,
  CardPrint,
  CardRevokeInput,
  CardSheetInput,
  CardUnlockInput,
  CardView,
} from '#types/card'
import { doorstepRoles, postsOf } from '#types/roles'
import type { Call } from '../../kernel/action'
import { refuse } from '../../kernel/errors'
import { maskName } from '../../kernel/mask'
import { pageSize } from '../../kernel/page'
import { ownWrite, recall, remember } from '../../kernel/requests'
import { keyedHash } from '../../kernel/secret'
import type { HouseholdRecord } from '../person'
import { cardId, issued, pinHashOf, tokenOf } from './card'
import type { CardRecord } from './record'

/** Cards as the worker sees them: by the house number; the name is masked, whoever lives there is known at the door. */
async function viewsOf(call: Call, cards: readonly CardRecord[]): Promise<CardView[]> {
  if (cards.length === 0) return []
  const { db } = call
  const ids = cards.map(({ householdId }) => householdId)
  const households = await db.find<HouseholdRecord>('households', { where: { _id: db.command.in(ids) }, limit: 100 })
  const byId = new Map(households.map((household) => [household._id, household]))
  return cards.map(({ _id, householdId, state, issuedAt, lastUsedAt }) => {
    const { headName = '', number = '' } = byId.get(householdId) ?? {}
    return {
      ...{
        id: _id,
        householdId,
        household: { name: maskName(headName), number },
        state,
        issuedAt: issuedAt.toISOString(),
      },
      ...(lastUsedAt ? { lastUsedAt: lastUsedAt.toISOString() } : {}),
    }
  })
}

const viewOf = async (call: Call, card: CardRecord): Promise<CardView> => (await viewsOf(call, [card]))[0] as CardView

/** What a card remembers of a call: its input may hold a PIN, and ten thousand PINs are soon tried against a plain hash. */
const requestOf = ({ requestId, session, inputHash, now }: Call) => ({
  ...{ requestId, personId: session.personId, inputHash: keyedHash('request', inputHash), at: now },
})

/** Issues a household's card, with the PIN that the household chose. The worker's own household asks another worker. */
export async function issueCard(call: Call, { householdId, pin }: CardIssueInput): Promise<CardPrint> {
  const { db, session, now } = call
  const [household, before] = await Promise.all([
    db.get<HouseholdRecord>('households', householdId),
    db.get<CardRecord>('cards', cardId(householdId)),
  ])
  if (!household) return refuse('NOT_FOUND')
  call.within(household.areas)
  if (session.householdId === householdId) refuse('OWN_HOUSEHOLD')
  const request = requestOf(call)
  const known = before?.requests ?? []
  const print = async (card: CardRecord) => ({ card: await viewOf(call, card), token: tokenOf(card) })
  if (before && recall(known, request).kind === 'repeat') return print(before)
  const next: CardRecord = {
    ...issued(before, { householdId, areas: household.areas, pin, byId: session.personId, now }),
    requests: remember(known, request, now),
  }
  const { _id, ...change } = next
  const written = before
    ? await db.update('cards', _id, { version: before.version }, change)
    : (await db.insert('cards', next)) === 'inserted'
  if (written) return print(next)
  return print(await ownWrite<CardRecord>(db, 'cards', _id, request))
}

/** Changes a card that is there, once for a requestId. */
async function change(call: Call, id: string, decide: (card: CardRecord) => Partial<CardRecord>): Promise<CardView> {
  const { db, now } = call
  const card = (await db.get<CardRecord>('cards', id)) ?? refuse('NOT_FOUND')
  call.within(card.areas)
  const request = requestOf(call)
  if (recall(card.requests, request).kind === 'repeat') return viewOf(call, card)
  const changed = { ...decide(card), requests: remember(card.requests, request, now), version: card.version + 1 }
  if (await db.update('cards', id, { version: card.version }, changed)) return viewOf(call, { ...card, ...changed })
  return viewOf(call, await ownWrite<CardRecord>(db, 'cards', id, request))
}

export const revokeCard = (call: Call, { cardId: id }: CardRevokeInput): Promise<CardView> =>
  change(call, id, ({ state }) => (state === 'revoked' ? refuse('ALREADY_DONE') : { state: 'revoked' }))

/** The household is asked before; with a new PIN when it has forgotten the old one. @throws Refusal CARD_REVOKED */
export const unlockCard = (call: Call, { cardId: id, pin }: CardUnlockInput): Promise<CardView> =>
  change(call, id, (card) => {
    if (card.state === 'revoked') refuse('CARD_REVOKED')
    if (call.session.householdId === card.householdId) refuse('OWN_HOUSEHOLD')
    return { state: 'active', tries: 0, ...(pin ? { pinHash: pinHashOf(card, pin) } : {}) }
  })

/** Cards in the areas where the caller works, 50 a page. */
export async function listCards(call: Call, { areaId, cursor }: CardListInput): Promise<CardPage> {
  const { db, session } = call
  const posts = postsOf(session, doorstepRoles).filter((post) => post.areaId !== undefined)
  for (const { areas } of posts) call.within(areas)
  const own = posts.map((post) => post.areaId as string)
  if (areaId !== undefined && !own.some((area) => areaId.startsWith(area))) refuse('FORBIDDEN')
  const { gt, in: among } = db.command
  const where = { areas: areaId ?? among(own), ...(cursor ? { _id: gt(cursor) } : {}) }
  const found = await db.find<CardRecord>('cards', { where, sort: [['_id', 'asc']], limit: pageSize + 1 })
  const page = found.slice(0, pageSize)
  const rows = await viewsOf(call, page)
  return { rows, ...(found.length > pageSize ? { next: page.at(-1)?._id } : {}) }
}

/** The codes to print. */
export async function printCards(call: Call, { cardIds }: CardSheetInput): Promise<{ rows: CardPrint[] }> {
  const { db } = call
  const cards = await db.find<CardRecord>('cards', { where: { _id: db.command.in(cardIds) }, limit: 20 })
  if (cards.length < new Set(cardIds).size) refuse('NOT_FOUND')
  for (const { areas, state } of cards) {
    call.within(areas)
    if (state === 'revoked') refuse('CARD_REVOKED')
  }
  const views = await viewsOf(call, cards)
  return { rows: cards.map((card, index) => ({ card: views[index] as CardView, token: tokenOf(card) })) }
}
