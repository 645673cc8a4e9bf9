/** The store itself: who keeps it, when it is open; and the scope of those who work in it. */
import { postsOf, type Role, roles, type Session, storeRoles } from '#types/roles'
import { type StoreGetInput, type StoreRole, type StoreSaveInput, type StoreView, storeIdOf } from '#types/store'
import type { Call } from '../../kernel/action'
import { cached } from '../../kernel/cache'
import type { Db } from '../../kernel/db'
import { refuse } from '../../kernel/errors'
import { ownWrite, recall, remember } from '../../kernel/requests'
import { openArea } from '../area'
import { type AccountRecord, accountId, villageOf } from '../ledger'
import { postsCovering } from '../post'
import { isOpen } from './hours'
import type { StoreRecord } from './record'

const minute = 60_000

/** A store's name and hours, at most a minute old; null when there is none. */
export const storeOf = cached<StoreRecord | null>(minute, (db: Db, id: string) => db.get<StoreRecord>('stores', id))

const keptThere = (areaId: string | undefined, storeId: string) => areaId !== undefined && storeIdOf(areaId) === storeId

/** Whether the caller has one of these posts in a store; posts of a store are held in its village. */
export const worksIn = (session: Session, storeId: string, wanted: readonly Role[]): boolean =>
  postsOf(session, wanted).some(({ areaId }) => keptThere(areaId, storeId))

/** Holds a call to a store in whose village the caller has a post that the action takes. @throws Refusal FORBIDDEN */
export function withinStore(call: Call, storeId: string): void {
  const [post] = call.session.posts.filter(({ areaId }) => keptThere(areaId, storeId))
  call.within(post?.areas ?? [])
}

/** A store whose books the caller may read, from whichever level. @throws Refusal NO_STORE, FORBIDDEN */
export async function readableStore(call: Call, storeId: string): Promise<StoreRecord> {
  const store = (await storeOf(call.db, storeId, call.now)) ?? refuse('NO_STORE')
  call.within(store.areas)
  return store
}

/** The caller's own store: of the village at home, or of the store where they work. */
export function ownStoreId({ areas, posts }: Session): string {
  const work = posts.find(({ role, areaId }) => (storeRoles as readonly Role[]).includes(role) && areaId !== undefined)
  const village = areas.length > 0 ? villageOf(areas) : work?.areaId
  return storeIdOf(village ?? '')
}

/** Redeemable points of the caller's household; undefined without a household. */
export async function balanceOf({ db, session }: Call): Promise<AccountRecord | null | undefined> {
  if (!session.householdId) return undefined
  return db.get<AccountRecord>('accounts', accountId('goods', { kind: 'household', id: session.householdId }))
}

async function viewOf(call: Call, store: StoreRecord): Promise<StoreView> {
  const { db, session, now } = call
  const { _id, village, areas, name, place, opens, closes, weekdays, cardDailyLimit, version } = store
  const [posts, account] = await Promise.all([postsCovering(db, areas, storeRoles, now), balanceOf(call)])
  return {
    ...{ id: _id, villageId: village, name, place, opens, closes, weekdays, cardDailyLimit, version },
    openNow: isOpen(store, now),
    staff: posts.map((post) => ({
      role: post.role as StoreRole,
      title: post.deputyOf ? `${roles[post.role]}（代理）` : roles[post.role],
      name: post.personName,
      ...(post.personPhone ? { phone: post.personPhone } : {}),
    })),
    mine: storeRoles.filter((role) => session.posts.some((post) => post.role === role && post.areaId === village)),
    ...(account === undefined ? {} : { balance: account?.balance ?? 0 }),
  }
}

/** @throws Refusal NO_STORE */
export async function getStore(call: Call, { storeId = ownStoreId(call.session) }: StoreGetInput): Promise<StoreView> {
  return viewOf(call, (await call.db.get<StoreRecord>('stores', storeId)) ?? refuse('NO_STORE'))
}

/**
 * Opens the store of a village or changes it.
 * @throws Refusal CONFLICT when it was changed since, or opened by another
 */
export async function saveStore(call: Call, input: StoreSaveInput): Promise<StoreView> {
  const { db, session, now, requestId, inputHash } = call
  const { villageId, version, ...set } = input
  const area = await openArea(db, villageId, now)
  call.within(area.areas)
  if (area.level !== 'village') refuse('BAD_INPUT', { problem: '超市开在村里，请选择村', field: 'villageId' })
  if (set.closes <= set.opens) refuse('BAD_INPUT', { problem: '关门时间要晚于开门时间', field: 'closes' })
  const weekdays = [...new Set(set.weekdays)].sort()
  const request = { requestId, personId: session.personId, inputHash, at: now }
  const _id = storeIdOf(villageId)
  const before = await db.get<StoreRecord>('stores', _id)
  if (before && recall(before.requests, request).kind === 'repeat') return viewOf(call, before)
  if (before?.version !== version) refuse('CONFLICT')
  const next: StoreRecord = {
    ...{ _id, village: villageId, areas: area.areas, ...set, weekdays, version: (version ?? 0) + 1 },
    requests: remember(before?.requests ?? [], request, now),
  }
  const { _id: _same, ...change } = next
  const written = before
    ? await db.update('stores', _id, { version }, change)
    : (await db.insert('stores', next)) === 'inserted'
  return viewOf(call, written ? next : await ownWrite<StoreRecord>(db, 'stores', _id, request))
}
