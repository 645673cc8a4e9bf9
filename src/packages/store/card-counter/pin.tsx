import { View } from '@tarojs/components'
import { useState } from 'react'
import type { CardLook } from '#types/card'
import { aria } from '@/components/aria'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { cardCounterWords as words } from '@/copy/card'
import { type Basket, basketSaid, pointsOf } from './basket'
import './index.scss'

/** Digits of a PIN. */
const length = 4
const places = ['first', 'second', 'third', 'fourth'] as const
const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '', '0', 'remove'] as const

interface Props {
  look: CardLook
  basket: Basket
  busy: boolean
  /** Why the last attempt failed. */
  problem: string | undefined
  onPin(pin: string): void
  onBack(): void
}

/**
 * The household confirms by its PIN on large keys: shown as dots, forgotten as soon as it is sent. Ids: `key-0` … `key-9`,
 * `key-remove`, `pin-ok`.
 */
export function Pin({ look, basket, busy, problem, onPin, onBack }: Props) {
  const [pin, setPin] = useState('')
  const { number, name } = look.household
  const press = (key: string) => {
    if (busy) return
    // of the latest: fingers are faster than the screen
    setPin((typed) => (key === 'remove' ? typed.slice(0, -1) : `${typed}${key}`.slice(0, length)))
  }
  const send = () => {
    setPin('')
    onPin(pin)
  }
  return (
    <Page
      large
      footer={
        <Button id="pin-ok" kind="main" busy={busy} disabled={pin.length < length} onTap={send}>
          {words.give(pointsOf(basket))}
        </Button>
      }
    >
      <Card title={words.household(number, name)}>
        <View className="card-counter__big">{basketSaid(basket)}</View>
      </Card>
      <Card title={words.pinTitle}>
        <View className="page__note">{words.pinAdvice}</View>
        {problem && pin === '' && !busy && (
          <NoticeBar id="pin-problem" tone="error">
            {problem}
          </NoticeBar>
        )}
        <View className="card-counter__dots" {...aria('status', words.dots(pin.length))}>
          {places.map((place, at) => (
            <View key={place} className="card-counter__dot">
              {at < pin.length ? '●' : '○'}
            </View>
          ))}
        </View>
        <View className="card-counter__keys">
          {keys.map((key) =>
            key === '' ? (
              <View key="gap" className="card-counter__gap" />
            ) : (
              <View
                key={key}
                id={`key-${key}`}
                className="card-counter__key"
                onClick={() => press(key)}
                {...aria('button', key === 'remove' ? words.remove : key)}
              >
                {key === 'remove' ? words.erase : key}
              </View>
            ),
          )}
        </View>
      </Card>
      <Button id="pin-back" onTap={onBack}>
        {words.back}
      </Button>
    </Page>
  )
}
