import Taro from '@tarojs/taro'

/** The pages behind the counter. */
const ways = {
  counter: '/packages/store/counter/index',
  card: '/packages/store/card-counter/index',
  shelf: '/packages/store/shelf/index',
  goods: '/packages/store/goods/index',
  returns: '/packages/store/returns/index',
  month: '/packages/store/month/index',
} as const

/** Opens one of them above this page; `goods` with the item's id, without one to make a new item. */
export function goBehind(way: keyof typeof ways, goodsId?: string): void {
  void Taro.navigateTo({ url: goodsId ? `${ways[way]}?goodsId=${encodeURIComponent(goodsId)}` : ways[way] })
}
