import { View } from '@tarojs/components'
import type { GoodsView } from '#types/store'
import { Card } from '@/components/card'
import { joined } from '@/components/joined'
import { Tag } from '@/components/tag'
import { shopWords, storeWords as words } from '@/copy/store'
import { barrier } from './allowance'
import { GoodsPhoto } from './goods-photo'
import './store.scss'

/** What can still be had of it, and who gave it. */
const factsOf = ({ left, limit, limitLeft, measure, donor }: GoodsView): string =>
  joined([
    left > 0 && shopWords.left(left, measure),
    limit !== undefined &&
      (limitLeft === undefined ? shopWords.limitOf(limit, measure) : shopWords.limit(limitLeft, measure)),
    donor !== undefined && shopWords.donor(donor),
  ])

/** Goods on the shelf: picture or first character, price, what is left. Id: `goods-<id>`. */
export function GoodsRow({ goods, balance, onTap }: { goods: GoodsView; balance?: number; onTap(): void }) {
  const { id, name, measure, price } = goods
  const reason = barrier(goods, balance)
  const cost = words.price(price, measure)
  return (
    <Card id={`goods-${id}`} label={`${name} ${cost} ${reason ?? ''}`} onTap={onTap}>
      <View className="goods">
        <GoodsPhoto goods={goods} />
        <View className="goods__body">
          <View className="goods__head">
            <View className="goods__name">{name}</View>
            <View className="store__gold">{cost}</View>
          </View>
          <View className="page__note">{factsOf(goods)}</View>
          {balance !== undefined && (
            <View className="goods__tags">
              <Tag tone={reason ? 'plain' : 'done'}>{reason ?? shopWords.canHave}</Tag>
            </View>
          )}
        </View>
      </View>
    </Card>
  )
}
