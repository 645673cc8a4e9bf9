import { View } from '@tarojs/components'
import type { CardLook } from '#types/card'
import type { GoodsView } from '#types/store'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Item } from '@/components/item'
import { joined } from '@/components/joined'
import { List } from '@/components/list'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { cardCounterWords as words } from '@/copy/card'
import { useList } from '@/state/query'
import { GoodsPhoto } from '../goods-photo'
import { type Basket, basketProblem, basketSaid, pointsOf, withPieces } from './basket'
import { Household } from './household'
import './index.scss'

interface Props {
  storeId: string
  look: CardLook
  basket: Basket
  /** Why the last attempt failed. */
  problem: string | undefined
  /** Of the latest basket: fingers are faster than the screen. */
  onChange(change: (basket: Basket) => Basket): void
  onNext(): void
  onAgain(): void
}

/** What the household takes. Ids: `less-<goods>`, `more-<goods>`. */
export function Choose({ storeId, look, basket, problem, onChange, onNext, onAgain }: Props) {
  const points = pointsOf(basket)
  const over = basketProblem(basket, look)
  const usable = look.state === 'active'
  return (
    <Page
      large
      footer={
        <>
          {points > 0 && <View className="card-counter__chosen">{basketSaid(basket)}</View>}
          {over && <NoticeBar tone="error">{over}</NoticeBar>}
          <Button id="card-to-pin" kind="main" disabled={!usable || points === 0 || over !== undefined} onTap={onNext}>
            {words.toPin(points)}
          </Button>
        </>
      }
    >
      {problem && (
        <NoticeBar id="card-problem" tone="error">
          {problem}
        </NoticeBar>
      )}
      <Household look={look} />
      <Button id="card-again" onTap={onAgain}>
        {words.scanAgain}
      </Button>
      <View className="page__gap" />
      {usable && <Goods storeId={storeId} basket={basket} onChange={onChange} />}
      <View className="card-counter__room" />
    </Page>
  )
}

function Goods({ storeId, basket, onChange }: Pick<Props, 'storeId' | 'basket' | 'onChange'>) {
  const goods = useList('goods.list', { storeId, view: 'sale' })
  return (
    <Card title={words.choose}>
      <View className="card-counter__goods">
        <List
          id="goods"
          query={goods}
          keyOf={({ id }) => id}
          row={(row) => (
            <Line
              goods={row}
              quantity={basket[row.id]?.quantity ?? 0}
              onMore={(more) => onChange((latest) => withPieces(latest, row, (latest[row.id]?.quantity ?? 0) + more))}
            />
          )}
          empty={{ title: words.noGoods, advice: words.noGoodsAdvice }}
        />
      </View>
    </Card>
  )
}

interface LineProps {
  goods: GoodsView
  quantity: number
  onMore(more: 1 | -1): void
}

function Line({ goods, quantity, onMore }: LineProps) {
  const { id, name, price, measure, left, limit } = goods
  const most = Math.min(left, limit ?? left, 99)
  return (
    <Item
      picture={<GoodsPhoto goods={goods} />}
      note={joined([words.each(price, measure), words.left(left), limit !== undefined && words.limit(limit)])}
      end={
        <View className="card-counter__steps">
          <Button id={`less-${id}`} narrow label={words.less(name)} disabled={quantity === 0} onTap={() => onMore(-1)}>
            −
          </Button>
          <View className="card-counter__count">{quantity}</View>
          <Button id={`more-${id}`} narrow label={words.more(name)} disabled={quantity >= most} onTap={() => onMore(1)}>
            ＋
          </Button>
        </View>
      }
    >
      {name}
    </Item>
  )
}
