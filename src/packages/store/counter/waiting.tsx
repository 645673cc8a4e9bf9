import { View } from '@tarojs/components'
import type { RedemptionView } from '#types/redemption'
import { Card } from '@/components/card'
import { NoticeBar } from '@/components/notice-bar'
import { Empty } from '@/components/status-box'
import { counterWords as words } from '@/copy/store'
import { go } from '@/platform/go'
import { useList } from '@/state/query'
import { RedemptionRow } from '../redemption-row'
import type { HandOvers } from './hand-overs'
import { HandOverTag } from './in-hand'

interface Props {
  storeId: string
  verified: readonly RedemptionView[]
  handOvers: HandOvers
  onChoose(redemptionId: string): void
}

/** What waits to be handed over: from this device, also without network; and what another device has verified. */
export function Waiting({ storeId, verified, handOvers, onChoose }: Props) {
  const claimed = useList('redemption.list', { view: 'store', storeId, state: 'claimed' })
  const here = new Set(verified.map(({ id }) => id))
  const elsewhere = claimed.rows?.filter(({ id }) => !here.has(id) && !handOvers.of(id)) ?? []
  const open = (row: RedemptionView) => go('redemption', { redemptionId: row.id })
  return (
    <>
      {verified.length + elsewhere.length === 0 && (
        <Empty title={words.nothingWaits} advice={words.nothingWaitsAdvice} />
      )}
      {verified.map((row) => {
        const entry = handOvers.of(row.id)
        return (
          <RedemptionRow
            key={row.id}
            row={row}
            withHousehold
            mark={entry && <HandOverTag state={entry.state} />}
            onTap={() => onChoose(row.id)}
          />
        )
      })}
      {claimed.error && claimed.error.code !== 'NETWORK' && (
        <NoticeBar id="claimed-retry" tone="warn" onTap={() => void claimed.reload()}>
          {claimed.error.message}
        </NoticeBar>
      )}
      {elsewhere.length > 0 && (
        <Card title={words.elsewhere}>
          <View className="page__note">{words.elsewhereAdvice}</View>
        </Card>
      )}
      {elsewhere.map((row) => (
        <RedemptionRow key={row.id} row={row} withHousehold onTap={() => open(row)} />
      ))}
    </>
  )
}
