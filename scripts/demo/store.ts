/**
 * The demo's love supermarkets: one a village with its three posts, goods that came in by purchase and donation, and opening
 * points made with the ledger's own core, so that the books balance from the first second. All of it invented.
 */
import { award, type EntryRecord, openAccount, vintageOf } from '../../cloudfunctions/domain/ledger'
import type { AccountRecord } from '../../cloudfunctions/domain/ledger/record'
import type { PersonRecord } from '../../cloudfunctions/domain/person/record'
import type { PostRecord } from '../../cloudfunctions/domain/post/record'
import { movesOf, type Told } from '../../cloudfunctions/domain/store/movement'
import type { GoodsRecord, StockMoveRecord, StoreRecord } from '../../cloudfunctions/domain/store/record'
import { comeIn, count } from '../../cloudfunctions/domain/store/stock'
import { type GoodsCategory, storeIdOf } from '../../types/store'
import { postOf } from './post'
import type { InventedVillage } from './village'

/** The people of a store: three homes of their own, none of which holds another post. */
export const storePeople = ({ homes }: InventedVillage) => ({
  storeManager: homes[2]![1]![1]!,
  storeKeeper: homes[5]![3]![1]!,
  storeInspector: homes[7]![2]![1]!,
})

export const storePosts = (village: InventedVillage): PostRecord[] =>
  (Object.entries(storePeople(village)) as [PostRecord['role'], PersonRecord][]).map(([role, person]) =>
    postOf(person, role, village.village.areas),
  )

type Item = [
  name: string,
  category: GoodsCategory,
  measure: string,
  price: number,
  stock: number,
  more?: { donor?: string; limit?: number },
]

/** Prices of such shops: about a yuan a point. */
const items: readonly Item[] = [
  ['加碘盐', 'food', '袋', 3, 60],
  ['肥皂', 'cleaning', '块', 5, 40],
  ['毛巾', 'daily', '条', 10, 30],
  ['洗洁精', 'cleaning', '瓶', 12, 24],
  ['抽纸', 'daily', '提', 15, 30],
  ['大米（5公斤）', 'food', '袋', 35, 20, { limit: 2 }],
  ['洗衣液', 'cleaning', '桶', 25, 18],
  ['学生文具套装', 'stationery', '套', 20, 15, { donor: '本村在外乡友', limit: 1 }],
  ['食用油（5升）', 'food', '桶', 60, 12, { limit: 1 }],
  ['暖水瓶', 'kitchen', '个', 40, 8],
  ['铁锹', 'farming', '把', 45, 6],
  ['棉被', 'daily', '床', 120, 3, { donor: '县慈善总会', limit: 1 }],
]

/** Smaller stores have every second item. */
const smallStore = items.filter((_, index) => index % 2 === 0)

const stocked = new Date('2026-10-09T01:00:00Z')
const counted = new Date('2026-10-30T08:00:00Z')

function goodsOf(
  storeId: string,
  areas: string[],
  [name, category, measure, price, , more = {}]: Item,
  index: number,
): GoodsRecord {
  return {
    _id: `goods:${storeId}:${index + 1}`,
    ...{ storeId, areas, name, category, measure, price, lowAt: 5, onSale: true, stock: 0, reserved: 0 },
    ...(more.limit ? { limit: more.limit } : {}),
    ...(more.donor ? { donor: more.donor } : {}),
    ...{ demo: true, version: 1, requests: [], outbox: [] },
  }
}

/** Goods on the shelf by movements of October: bought or given, and counted at the month's end. */
function shelfOf(village: InventedVillage, plan: readonly Item[]): { goods: GoodsRecord[]; moves: StockMoveRecord[] } {
  const { storeManager, storeInspector } = storePeople(village)
  const storeId = storeIdOf(village.village._id)
  const shelves = plan.map((item, index) => {
    const empty = goodsOf(storeId, village.village.areas, item, index)
    const [, , , , stock, { donor } = {}] = item
    const told = (key: string, at: Date, by: PersonRecord, more: Partial<Told> = {}): Told => ({
      ...{ key, at, by: { id: by._id, name: by.name } },
      ...more,
    })
    const filled = comeIn(empty, donor ? 'donation' : 'purchase', stock)
    const checked = count(filled.goods, stock)
    const moves = [
      ...movesOf(filled, told('demo:in', stocked, storeManager, donor ? { donor } : {})),
      ...movesOf(checked, told('demo:count', counted, storeInspector, { note: '月底盘点' })),
    ]
    return { goods: checked.goods, moves: moves.map((move) => ({ ...move, demo: true })) }
  })
  return { goods: shelves.map(({ goods }) => goods), moves: shelves.flatMap(({ moves }) => moves) }
}

const storeOf = ({ village: { _id, name, areas } }: InventedVillage): StoreRecord => ({
  ...{ _id: storeIdOf(_id), village: _id, areas, name: `${name}爱心超市`, place: '村党群服务中心一楼' },
  ...{ opens: '08:00', closes: '18:00', weekdays: [1, 2, 3, 4, 5, 6, 7], cardDailyLimit: 60 },
  ...{ demo: true, version: 1, requests: [] },
})

/** What the households that can be logged in as, and some of their neighbours, start with: grid, home, points. */
const openings: readonly [grid: number, home: number, points: number][] = [
  [0, 5, 180],
  [2, 5, 90],
  [4, 5, 150],
  [0, 4, 120],
  [0, 1, 60],
  [1, 5, 75],
  [3, 4, 40],
  [5, 3, 55],
  [6, 1, 200],
  [7, 0, 30],
]

const openedAt = new Date('2026-11-02T01:00:00Z')

/** Opening points, as awards out of the village's issuance. */
function openingBooks({ homes, households }: InventedVillage): { accounts: AccountRecord[]; entries: EntryRecord[] } {
  const moves = openings.map(([grid, home, points]) => {
    const id = homes[grid]![home]![0]!.householdId!
    const { headName: name, areas } = households.find(({ _id }) => _id === id)!
    const account = openAccount('goods', { owner: { kind: 'household', id }, name, areas })
    return award(account, points, vintageOf('threeYears', '2026-11-02'), {
      ...{ cause: `demo:opening:${id}`, at: openedAt, words: { what: '（演示）启用前的积分' }, demo: true },
    })
  })
  return {
    accounts: moves.map(({ account }) => ({ ...account, demo: true })),
    entries: moves.map(({ entry }) => entry),
  }
}

/** Documents of the stores by collection. The first village has the largest. */
export function storesOf(villages: readonly InventedVillage[]): Record<string, ({ _id: string } & object)[]> {
  const shelves = villages.map((village, index) => shelfOf(village, index === 0 ? items : smallStore))
  const books = villages.map(openingBooks)
  return {
    stores: villages.map(storeOf),
    goods: shelves.flatMap(({ goods }) => goods),
    stockMoves: shelves.flatMap(({ moves }) => moves),
    accounts: books.flatMap(({ accounts }) => accounts),
    entries: books.flatMap(({ entries }) => entries),
  }
}
