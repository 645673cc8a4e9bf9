import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { goodsCategories, type StockMoveKind, stockMoveKinds } from '#types/labels'
import type { GoodsView, StockMoveView } from '#types/store'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { List } from '@/components/list'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Row } from '@/components/row'
import { Skeleton } from '@/components/skeleton'
import { Empty, Failure } from '@/components/status-box'
import { Tag } from '@/components/tag'
import { whenSaid } from '@/components/when'
import { shelfWords, goodsWords as words } from '@/copy/shelf'
import { cloudTime } from '@/platform/clock'
import { goBack, parameter } from '@/platform/go'
import { renew, useList } from '@/state/query'
import { useWrite } from '@/state/write'
import { GoodsPhoto } from '../goods-photo'
import type { MyStore } from '../my-store'
import { WithStore } from '../with-store'
import { EditGoods } from './edit'
import type { HandKind } from './form'
import { MoveSheet } from './move-sheet'

/** One item: what lies there, what came and went, and its form. Opened with `goodsId`, or without to make a new one. */
export default function Goods() {
  const goodsId = parameter(useRouter().params.goodsId)
  return (
    <WithStore>
      {(mine) =>
        goodsId ? (
          <Item mine={mine} goodsId={goodsId} />
        ) : (
          <EditGoods storeId={mine.id} goods={undefined} onClose={goBack} />
        )
      }
    </WithStore>
  )
}

/** An item of the shelf; its pages are read until it is found. */
function useGoods(storeId: string, goodsId: string) {
  const list = useList('goods.list', { storeId, view: 'all' })
  const goods = list.rows?.find(({ id }) => id === goodsId)
  const goOn = !goods && list.more && !list.loadingMore
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page once
  useEffect(() => {
    if (goOn) list.loadMore()
  }, [goOn])
  return { ...list, goods, looking: list.loading || (!goods && list.more) }
}

function Item({ mine, goodsId }: { mine: MyStore; goodsId: string }) {
  const { goods, looking, error, reload } = useGoods(mine.id, goodsId)
  const [editing, setEditing] = useState(false)
  if (!goods)
    return (
      <Page>
        {looking && <Skeleton rows={2} />}
        {!looking && error && <Failure id="goods" error={error} onRetry={() => void reload()} />}
        {!looking && !error && <Empty title={words.missing} />}
      </Page>
    )
  if (editing) return <EditGoods storeId={mine.id} goods={goods} onClose={() => setEditing(false)} />
  return <Shown mine={mine} goods={goods} onEdit={() => setEditing(true)} />
}

const handKinds = (Object.keys(stockMoveKinds) as StockMoveKind[]).filter(
  (kind): kind is HandKind => 'by' in stockMoveKinds[kind],
)

interface Props {
  mine: MyStore
  goods: GoodsView
  onEdit(): void
}

/** Ids: `move-<kind>`. */
function Shown({ mine, goods, onEdit }: Props) {
  // kept here, so that what was sent and had no answer is repeated under its id although the sheet was closed
  const write = useWrite('stock.move')
  const [moving, setMoving] = useState<HandKind>()
  const [done, setDone] = useState(false)
  const mayMove = handKinds.filter((kind) => mine.roles.includes(stockMoveKinds[kind].by))
  return (
    <Page>
      {done && <NoticeBar id="moved">{words.saved}</NoticeBar>}
      <Facts goods={goods} />
      <Row>
        {mayMove.map((kind) => (
          <Button key={kind} id={`move-${kind}`} onTap={() => setMoving(kind)}>
            {words.move[kind]}
          </Button>
        ))}
      </Row>
      {mine.roles.includes('storeManager') && (
        <Button id="goods-edit" onTap={onEdit}>
          {words.edit}
        </Button>
      )}
      <View className="page__gap" />
      <Moves storeId={mine.id} goodsId={goods.id} />
      {moving && (
        <MoveSheet
          key={moving}
          kind={moving}
          goods={goods}
          write={write}
          onClose={() => setMoving(undefined)}
          onDone={() => {
            setMoving(undefined)
            setDone(true)
            renew('goods.', 'stock.', 'storeMonth.')
          }}
        />
      )}
    </Page>
  )
}

function Facts({ goods }: { goods: GoodsView }) {
  const { name, category, measure, price, left, limit, stock = 0, reserved = 0, lowAt = 0, onSale, donor } = goods
  const pieces = (count: number) => words.pieces(count, measure)
  return (
    <Card title={name} aside={!onSale && <Tag>{shelfWords.off}</Tag>}>
      <GoodsPhoto goods={goods} />
      {stock < lowAt && <NoticeBar tone="warn">{shelfWords.low}</NoticeBar>}
      <Cell label={words.stock} value={pieces(stock)} />
      {reserved > 0 && <Cell label={words.reserved} value={pieces(reserved)} />}
      <Cell label={words.left} value={pieces(left)} />
      <Cell label={words.price} value={shelfWords.price(price, measure)} />
      {limit !== undefined && <Cell label={words.limit} value={pieces(limit)} />}
      <Cell label={words.lowAt} value={lowAt > 0 ? pieces(lowAt) : words.never} />
      <Cell label={words.category} value={goodsCategories[category]} note={donor && shelfWords.donor(donor)} />
    </Card>
  )
}

function Moves({ storeId, goodsId }: { storeId: string; goodsId: string }) {
  const moves = useList('stock.list', { storeId, goodsId })
  return (
    <Card title={words.moves}>
      <List
        id="moves"
        query={moves}
        keyOf={({ id }) => id}
        row={(row) => <MoveLine move={row} />}
        empty={{ title: words.noMoves, advice: words.noMovesAdvice }}
      />
    </Card>
  )
}

function MoveLine({ move: { at, kind, quantity, after, by, donor, note } }: { move: StockMoveView }) {
  const said = [words.by(by, whenSaid(at, cloudTime())), donor && shelfWords.donor(donor), note]
  return (
    <Cell
      label={stockMoveKinds[kind].label}
      note={said.filter(Boolean).join(' · ')}
      value={`${words.amount(quantity)}，${words.after(after)}`}
    />
  )
}
