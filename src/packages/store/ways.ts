import Taro from '@tarojs/taro'

/** The pages behind the counter. */
const ways = {
  counter: '/packages/store/counter/index',
  card: '/packages/store/card-counter/index',
  shelf: '/packages/store/shelf/index',
  returns: '/packages/store/returns/index',
  month: '/packages/store/month/index',
} as const

/** Opens one of them above this page. */
export const goBehind = (way: keyof typeof ways): void => void Taro.navigateTo({ url: ways[way] })
