import { View } from '@tarojs/components'
import { aria } from '@/components/aria'
import { Button } from '@/components/button'
import { shopWords as words } from '@/copy/store'
import './store.scss'

interface Props {
  /** Ids inside: `<id>-less`, `<id>-more`. */
  id: string
  value: number
  /** As many as can be had, at least 1. */
  most: number
  /** What one piece is counted in. */
  measure: string
  onChange(value: number): void
}

/** How many pieces, by taps: from one to as many as can be had. */
export function Quantity({ id, value, most, measure, onChange }: Props) {
  return (
    <View className="store__quantity">
      <View>{words.quantity}</View>
      <View className="store__steps">
        <Button id={`${id}-less`} narrow label={words.less} disabled={value <= 1} onTap={() => onChange(value - 1)}>
          −
        </Button>
        <View id={id} className="store__count" {...aria('status', `${value} ${measure}`)}>
          {value}
        </View>
        <Button id={`${id}-more`} narrow label={words.more} disabled={value >= most} onTap={() => onChange(value + 1)}>
          ＋
        </Button>
      </View>
    </View>
  )
}
