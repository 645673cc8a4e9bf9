import { useState } from 'react'
import { type GoodsCategory, goodsCategories } from '#types/labels'
import type { GoodsView } from '#types/store'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Choice } from '@/components/field'
import { Item } from '@/components/item'
import { joined } from '@/components/joined'
import { List } from '@/components/list'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Tag } from '@/components/tag'
import { shelfWords as words } from '@/copy/shelf'
import { go } from '@/platform/go'
import { Unsent } from '@/sections/unsent'
import { useOnReturn } from '@/state/on-return'
import { useList } from '@/state/query'
import { GoodsPhoto } from '../goods-photo'
import type { MyStore } from '../my-store'
import { WithStore } from '../with-store'

type Wanted = GoodsCategory | 'all'

const wanted: { value: Wanted; label: string }[] = [
  { value: 'all', label: words.all },
  ...(Object.keys(goodsCategories) as GoodsCategory[]).map((value) => ({ value, label: goodsCategories[value] })),
]

/** 商品和库存: everything the store has, what isn't on sale included, with how much of it lies there. */
export default function Shelf() {
  return <WithStore>{(mine) => <Content mine={mine} />}</WithStore>
}

function Content({ mine }: { mine: MyStore }) {
  const [category, setCategory] = useState<Wanted>('all')
  const manages = mine.roles.includes('storeManager')
  return (
    <Page
      footer={
        manages && (
          <Button id="goods-new" kind="main" onTap={() => go('goods')}>
            {words.add}
          </Button>
        )
      }
    >
      {mine.roles.includes('storeInspector') && <NoticeBar>{words.count}</NoticeBar>}
      <Unsent of="goods." />
      <Choice<Wanted> id="category" label={words.category} options={wanted} value={category} onChange={setCategory} />
      <Goods key={category} storeId={mine.id} category={category} />
    </Page>
  )
}

function Goods({ storeId, category }: { storeId: string; category: Wanted }) {
  const goods = useList('goods.list', { storeId, view: 'all', ...(category === 'all' ? {} : { category }) })
  useOnReturn(goods.reload)
  return (
    <Card>
      <List
        id="goods"
        query={goods}
        keyOf={({ id }) => id}
        row={(row) => <Line goods={row} />}
        empty={category === 'all' ? { title: words.empty, advice: words.emptyAdvice } : { title: words.emptyCategory }}
      />
    </Card>
  )
}

/** Ids: `goods-<id>`. */
function Line({ goods }: { goods: GoodsView }) {
  const { id, name, measure, price, onSale, stock = 0, reserved = 0, lowAt = 0, donor } = goods
  const low = stock < lowAt
  return (
    <Item
      id={`goods-${id}`}
      label={words.open(name)}
      picture={<GoodsPhoto goods={goods} />}
      note={joined([
        words.price(price, measure),
        words.stock(stock, measure),
        reserved > 0 && words.reserved(reserved),
        donor && words.donor(donor),
      ])}
      tags={
        (low || !onSale) && (
          <>
            {low && <Tag tone="soon">{words.low}</Tag>}
            {!onSale && <Tag>{words.off}</Tag>}
          </>
        )
      }
      onTap={() => go('goods', { goodsId: id })}
    >
      {name}
    </Item>
  )
}
