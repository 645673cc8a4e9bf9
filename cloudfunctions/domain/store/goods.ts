/** Goods: what a villager can have, cheapest first, and what the manager keeps. */
import { storeRoles } from '#types/roles'
import type { GoodsListInput, GoodsPage, GoodsSaveInput, GoodsView } from '#types/store'
import type { Call } from '../../kernel/action'
import { refuse } from '../../kernel/errors'
import { hash } from '../../kernel/ids'
import { pageOf, pageSize, readCursor } from '../../kernel/page'
import { ownWrite, recall, remember } from '../../kernel/requests'
import { businessDate } from '../../kernel/time'
import type { AccountRecord } from '../ledger'
import { type MediaRecord, mediaId } from '../moderation'
import { limitLeft } from './allowance'
import { type GoodsRecord, never } from './record'
import { leftOf } from './stock'
import { balanceOf, ownStoreId, readableStore, withinStore, worksIn } from './store'

/** Whose points and allowance a view is for; undefined without a household, null while it has no account. */
type Payer = AccountRecord | null | undefined

/** An item as somebody sees it. Pure. */
function viewOf(
  goods: GoodsRecord,
  { payer, photoUrl, forStaff, now }: { payer: Payer; photoUrl?: string; forStaff: boolean; now: Date },
): GoodsView {
  const { _id, storeId, name, category, measure, price, onSale, limit, donor, version, stock, reserved, lowAt } = goods
  const left = payer === undefined ? undefined : limitLeft(payer?.used ?? {}, goods, businessDate(now))
  return {
    ...{ id: _id, storeId, name, category, measure, price, onSale, version, left: leftOf(goods) },
    ...(photoUrl ? { photoUrl } : {}),
    ...(limit === undefined ? {} : { limit }),
    ...(left === undefined ? {} : { limitLeft: left }),
    ...(payer === undefined ? {} : { affordable: (payer?.balance ?? 0) >= price }),
    ...(donor ? { donor } : {}),
    ...(forStaff ? { stock, reserved, lowAt } : {}),
  }
}

/** An item to the staff. */
export async function staffView({ platform, now }: Call, goods: GoodsRecord): Promise<GoodsView> {
  const links = goods.photo ? await platform.links([goods.photo]) : {}
  return viewOf(goods, { payer: undefined, photoUrl: links[goods.photo ?? ''], forStaff: true, now })
}

/** 50 a page; the cheapest first, so that what is affordable comes first. @throws Refusal FORBIDDEN for `all` by others than the staff */
export async function listGoods(call: Call, input: GoodsListInput): Promise<GoodsPage> {
  const { db, platform, session, now } = call
  const { command: _ } = db
  const { storeId = ownStoreId(session), view = 'sale', category, cursor } = input
  const forStaff = worksIn(session, storeId, storeRoles)
  if (view === 'all' && !forStaff) refuse('FORBIDDEN')
  const where = { storeId, ...(view === 'sale' ? { onSale: true } : {}), ...(category ? { category } : {}) }
  const [price, id] = cursor ? readCursor(cursor, 2) : []
  const dearer = _.or([{ price: _.gt(price) }, { price, _id: _.gt(id) }])
  const [found, payer] = await Promise.all([
    db.find<GoodsRecord>('goods', {
      where: cursor ? _.and([where, dearer]) : where,
      sort: [
        ['price', 'asc'],
        ['_id', 'asc'],
      ],
      limit: pageSize + 1,
    }),
    balanceOf(call),
  ])
  const photos = found.flatMap(({ photo }) => (photo ? [photo] : []))
  const links = photos.length > 0 ? await platform.links(photos) : {}
  const page = pageOf(
    found,
    pageSize,
    (goods) => viewOf(goods, { payer, photoUrl: links[goods.photo ?? ''], forStaff, now }),
    (goods) => [goods.price, goods._id],
  )
  return { ...page, storeId, ...(payer === undefined ? {} : { balance: payer?.balance ?? 0 }) }
}

/** Clients upload under this folder of our own storage, by a random name. */
const uploads = /^cloud:\/\/[\w.-]+\/u\/[\w-]{16,}\.(jpe?g|png|webp)$/i

/** Claims the photo for an item: nobody attaches another's file. Staff's pictures of goods need no check. */
async function claimPhoto({ db }: Call, fileId: string, goodsId: string, areas: string[]): Promise<void> {
  if (!uploads.test(fileId)) refuse('FILE_REFUSED', { problem: '只能用本小程序上传的照片' })
  const claim: MediaRecord = {
    ...{ _id: mediaId(fileId), fileId, collection: 'goods', documentId: goodsId, areas, state: 'passed' },
    // no term runs: it is kept as long as the item is
    at: never,
  }
  if ((await db.insert('media', claim)) === 'inserted') return
  const known = await db.get<MediaRecord>('media', claim._id)
  if (known?.documentId !== goodsId) refuse('FILE_REFUSED', { problem: '文件已用在别处，请重新上传' })
}

/**
 * Makes an item, with an empty shelf, or changes what is said of it. A new price counts for what is reserved from now on.
 * @throws Refusal CONFLICT when it was changed since the screen showed it
 */
export async function saveGoods(call: Call, input: GoodsSaveInput): Promise<GoodsView> {
  const { db, session, now, requestId, inputHash } = call
  const { storeId, goodsId, version, photo: chosen, ...set } = input
  withinStore(call, storeId)
  const { areas } = await readableStore(call, storeId)
  const request = { requestId, personId: session.personId, inputHash, at: now }
  const _id = goodsId ?? hash('goods', session.personId, requestId)
  const before = await db.get<GoodsRecord>('goods', _id)
  if (before && recall(before.requests, request).kind === 'repeat') return staffView(call, before)
  if (goodsId !== undefined && before?.storeId !== storeId) refuse('NOT_FOUND')
  if (before && before.version !== version) refuse('CONFLICT')
  const photo = chosen === undefined ? before?.photo : (chosen ?? undefined)
  if (photo && photo !== before?.photo) await claimPhoto(call, photo, _id, areas)
  const {
    limit: _limit,
    photo: _photo,
    ...kept
  } = before ?? { stock: 0, reserved: 0, outbox: [], requests: [], version: 0 }
  const next: GoodsRecord = {
    ...kept,
    ...{ _id, storeId, areas, ...set, ...(photo ? { photo } : {}), version: kept.version + 1 },
    requests: remember(kept.requests, request, now),
  }
  if (!before) {
    await db.insert('goods', next)
    return staffView(call, next)
  }
  const { name, category, measure, price, lowAt, onSale, requests } = next
  const change = {
    ...{ name, category, measure, price, lowAt, onSale, requests, version: next.version },
    photo: photo ?? db.command.remove(),
    limit: next.limit ?? db.command.remove(),
  }
  if (!(await db.update('goods', _id, { version }, change)))
    return staffView(call, await ownWrite<GoodsRecord>(db, 'goods', _id, request))
  // the term of a photo begins when nothing shows it any more
  if (before.photo && before.photo !== photo) await db.update('media', mediaId(before.photo), {}, { at: now })
  return staffView(call, next)
}
