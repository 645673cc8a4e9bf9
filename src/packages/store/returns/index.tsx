import { View } from '@tarojs/components'
import { useState } from 'react'
import type { RedemptionView } from '#types/redemption'
import { type RedemptionState, redemptionStates } from '#types/redemption-loop'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Decision } from '@/components/decision'
import { Choice } from '@/components/field'
import { Item } from '@/components/item'
import { joined } from '@/components/joined'
import { List } from '@/components/list'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Tag } from '@/components/tag'
import { whenSaid } from '@/components/when'
import { returnsWords as words } from '@/copy/shelf'
import { cloudTime } from '@/platform/clock'
import { useList } from '@/state/query'
import type { MyStore } from '../my-store'
import { goodsSaid, redemptionTones } from '../said'
import { WithStore } from '../with-store'

type Wanted = RedemptionState | 'all'

const wanted: { value: Wanted; label: string }[] = [
  { value: 'all', label: words.all },
  ...(Object.keys(redemptionStates) as RedemptionState[]).map((value) => ({ value, label: redemptionStates[value] })),
]

/** 兑换记录和冲正退回: what the store's households redeemed; the manager takes back what was a mistake, with the reason. */
export default function Returns() {
  return <WithStore>{(mine) => <Content mine={mine} />}</WithStore>
}

function Content({ mine }: { mine: MyStore }) {
  const [state, setState] = useState<Wanted>('handedOver')
  return (
    <Page>
      {mine.roles.includes('storeManager') && <NoticeBar>{words.lead}</NoticeBar>}
      <Choice<Wanted> id="state" label={words.states} options={wanted} value={state} onChange={setState} />
      <Redemptions key={state} storeId={mine.id} state={state} />
    </Page>
  )
}

const householdOf = ({ household: { number, name } }: RedemptionView) => words.household(number, name)

function Redemptions({ storeId, state }: { storeId: string; state: Wanted }) {
  const list = useList('redemption.list', { view: 'store', storeId, ...(state === 'all' ? {} : { state }) })
  const [asking, setAsking] = useState<RedemptionView>()
  const [done, setDone] = useState(false)
  return (
    <>
      {done && <NoticeBar id="returned">{words.done}</NoticeBar>}
      <List
        id="redemptions"
        query={list}
        keyOf={({ id }) => id}
        row={(row) => <RedemptionCard redemption={row} onReverse={() => setAsking(row)} />}
        empty={{ title: words.empty, advice: words.emptyAdvice }}
      />
      {asking && (
        <Decision
          id="reverse"
          title={words.title(householdOf(asking))}
          confirm={words.reverse}
          kind="danger"
          reason={words.reason}
          action="redemption.reverse"
          inputOf={(reason) => ({ redemptionId: asking.id, reason })}
          renews={['redemption.', 'goods.', 'stock.', 'storeMonth.']}
          onDone={() => {
            setAsking(undefined)
            setDone(true)
          }}
          onClose={() => setAsking(undefined)}
        >
          <View className="page__words">{words.advice(asking.points)}</View>
        </Decision>
      )}
    </>
  )
}

/** Ids: `reverse-<redemption>`. */
function RedemptionCard({ redemption, onReverse }: { redemption: RedemptionView; onReverse(): void }) {
  const { id, state, items, points, at, handedOverAt, byCard, events } = redemption
  const now = cloudTime()
  return (
    <Card title={householdOf(redemption)} aside={<Tag tone={redemptionTones[state]}>{redemptionStates[state]}</Tag>}>
      <Item
        amount={words.points(points)}
        note={joined([
          handedOverAt ? words.handedOver(whenSaid(handedOverAt, now)) : words.reserved(whenSaid(at, now)),
          byCard && words.byCard,
        ])}
      >
        {goodsSaid(items)}
      </Item>
      {events.includes('reverse') && (
        <Button id={`reverse-${id}`} onTap={onReverse}>
          {words.reverse}
        </Button>
      )}
    </Card>
  )
}
