import { View } from '@tarojs/components'
import { useState } from 'react'
import { type GoodsCategory, goodsCategories } from '#types/labels'
import type { Me } from '#types/person'
import type { GoodsView, StoreView } from '#types/store'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { joined } from '@/components/joined'
import { List } from '@/components/list'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Empty } from '@/components/status-box'
import { Tabs } from '@/components/tabs'
import { Tag } from '@/components/tag'
import { storeWords, shopWords as words } from '@/copy/store'
import { go } from '@/platform/go'
import { WithMe } from '@/sections/with-me'
import { useOnReturn } from '@/state/on-return'
import { useList, useQuery } from '@/state/query'
import { GoodsRow } from '../goods-row'
import { ReserveSheet } from './reserve-sheet'

/** 爱心超市: what my household can have for its points, by category, what it can afford first. */
export default function Shop() {
  return <WithMe>{(me) => <Page>{me.standing === 'visitor' ? <Visitor /> : <Content me={me} />}</Page>}</WithMe>
}

function Visitor() {
  const action = { id: 'shop-register', words: words.register, onTap: () => go('register') }
  return <Empty title={words.visitor} advice={words.visitorAdvice} action={action} />
}

type Shelf = GoodsCategory | 'all'

const shelves: { value: Shelf; label: string }[] = [
  { value: 'all', label: words.all },
  ...(Object.keys(goodsCategories) as GoodsCategory[]).map((value) => ({ value, label: goodsCategories[value] })),
]

function Content({ me }: { me: Me }) {
  const store = useQuery('store.get', {})
  useOnReturn(store.reload)
  const [shelf, setShelf] = useState<Shelf>('all')
  const may = me.standing === 'confirmed' && me.household !== undefined
  return (
    <>
      {store.data && <Head store={store.data} />}
      {!may && <NoticeBar>{me.standing === 'confirmed' ? words.noHousehold : words.notYet}</NoticeBar>}
      <Tabs id="shelf" label={words.categories} options={shelves} value={shelf} onChange={setShelf} />
      <Goods key={shelf} shelf={shelf} store={store.data} may={may} />
    </>
  )
}

/** Whether it is open, where it is, and what the household has to spend. */
function Head({ store }: { store: StoreView }) {
  const { name, place, opens, closes, openNow, balance, mine } = store
  return (
    <Card title={name} aside={<Tag tone={openNow ? 'done' : 'plain'}>{openNow ? words.openNow : words.closedNow}</Tag>}>
      <View className="page__note">{joined([place, words.hours(opens, closes)])}</View>
      {balance !== undefined && (
        <Cell
          label={words.balance}
          value={
            <View id="shop-balance" className="store__gold">
              {storeWords.points(balance)}
            </View>
          }
        />
      )}
      <Cell id="shop-history" label={words.history} onTap={() => go('redemptions')} />
      {mine.includes('storeKeeper') && <Cell id="shop-counter" label={words.counter} onTap={() => go('counter')} />}
    </Card>
  )
}

interface GoodsProps {
  shelf: Shelf
  store: StoreView | undefined
  /** Whether the household may redeem at all. */
  may: boolean
}

function Goods({ shelf, store, may }: GoodsProps) {
  const goods = useList('goods.list', { view: 'sale', ...(shelf === 'all' ? {} : { category: shelf }) })
  const [chosenId, setChosenId] = useState<string>()
  const chosen = goods.rows?.find(({ id }) => id === chosenId)
  const balance = may ? goods.first?.balance : undefined
  return (
    <>
      <List<GoodsView>
        id="goods"
        query={goods}
        keyOf={({ id }) => id}
        empty={
          shelf === 'all'
            ? { title: words.empty, advice: words.emptyAdvice }
            : { title: words.emptyOf(goodsCategories[shelf]), advice: words.emptyOfAdvice }
        }
        row={(row) => <GoodsRow goods={row} balance={balance} onTap={() => may && setChosenId(row.id)} />}
      />
      {chosen && balance !== undefined && (
        <ReserveSheet
          goods={chosen}
          balance={balance}
          place={store?.place ?? ''}
          onClose={() => setChosenId(undefined)}
        />
      )}
    </>
  )
}
