import { View } from '@tarojs/components'
import type { RedemptionView } from '#types/redemption'
import { List } from '@/components/list'
import { dateAndTime } from '@/components/when'
import { counterWords as words } from '@/copy/store'
import { cloudTime } from '@/platform/clock'
import { go } from '@/platform/go'
import { useList } from '@/state/query'
import { RedemptionRow } from '../redemption-row'
import '../store.scss'

/** Handed over on the business date of an instant. */
const handedOverOn = (rows: readonly RedemptionView[], now: number): RedemptionView[] =>
  rows.filter(
    ({ state, handedOverAt }) =>
      state === 'handedOver' && handedOverAt && dateAndTime(handedOverAt).date === dateAndTime(now).date,
  )

/** The store's redemptions, the newest first, with what was handed over today; a tap opens one, to take it back the same day. */
export function Day({ storeId }: { storeId: string }) {
  const query = useList('redemption.list', { view: 'store', storeId })
  const today = handedOverOn(query.rows ?? [], cloudTime())
  const points = today.reduce((sum, row) => sum + row.points, 0)
  return (
    <>
      {query.rows && (
        <View id="counter-today" className="page__note">
          {words.today(today.length, points)}
        </View>
      )}
      <View className="page__gap" />
      <List<RedemptionView>
        id="redemptions"
        query={query}
        keyOf={({ id }) => id}
        empty={{ title: words.noneToday, advice: words.noneTodayAdvice }}
        row={(row) => (
          <RedemptionRow row={row} withHousehold onTap={() => go('redemption', { redemptionId: row.id })} />
        )}
      />
    </>
  )
}
