import type { RedemptionView } from '#types/redemption'
import { List } from '@/components/list'
import { Page } from '@/components/page'
import { redemptionsWords as words } from '@/copy/store'
import { go } from '@/platform/go'
import { useSignedIn } from '@/state/entrance'
import { useList } from '@/state/query'
import { RedemptionRow } from '../redemption-row'

/** What my household has redeemed, newest first. */
export default function Redemptions() {
  const signedIn = useSignedIn()
  return <Page>{signedIn && <Rows />}</Page>
}

function Rows() {
  const query = useList('redemption.list', { view: 'mine' })
  const action = { id: 'to-shop', words: words.toShop, onTap: () => go('shop') }
  return (
    <List<RedemptionView>
      id="redemptions"
      query={query}
      keyOf={({ id }) => id}
      empty={{ title: words.empty, advice: words.emptyAdvice, action }}
      row={(row) => <RedemptionRow row={row} onTap={() => go('redemption', { redemptionId: row.id })} />}
    />
  )
}
