import { View } from '@tarojs/components'
import { useState } from 'react'
import type { GoodsView } from '#types/store'
import { Decision } from '@/components/decision'
import { NoticeBar } from '@/components/notice-bar'
import { storeWords, shopWords as words } from '@/copy/store'
import { go } from '@/platform/go'
import { barrier, mostOf } from '../allowance'
import { Quantity } from '../quantity'

interface Props {
  goods: GoodsView
  /** Points that the household has. */
  balance: number
  /** Where to fetch it. */
  place: string
  onClose(): void
}

/** How many of it, what that costs, and the promise that comes with it. Sent at the price that is shown. */
export function ReserveSheet({ goods, balance, place, onClose }: Props) {
  const { id: goodsId, name, price, measure } = goods
  const [asked, setAsked] = useState(1)
  const reason = barrier(goods, balance)
  const most = mostOf(goods, balance)
  const quantity = Math.max(1, Math.min(asked, most))
  return (
    <Decision
      id="reserve"
      title={name}
      confirm={words.reserve}
      blocked={reason !== undefined}
      action="redemption.reserve"
      inputOf={() => ({ goodsId, quantity, price })}
      renews={['redemption.', 'goods.', 'points.', 'store.']}
      onDone={({ id }) => {
        onClose()
        go('redemption', { redemptionId: id })
      }}
      onClose={onClose}
    >
      <View className="store__gold">{storeWords.price(price, measure)}</View>
      {reason ? (
        <NoticeBar tone="warn">{reason}</NoticeBar>
      ) : (
        <>
          <Quantity id="quantity" value={quantity} most={most} measure={measure} onChange={setAsked} />
          <View id="reserve-sum" className="store__gold">
            {words.sum(quantity * price)}
          </View>
          <View className="page__note">{words.after(balance - quantity * price)}</View>
          <View className="page__note">{words.promise(place)}</View>
        </>
      )}
    </Decision>
  )
}
