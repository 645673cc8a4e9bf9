import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { StoreMonthView } from '#types/store'
import { Button } from '@/components/button'
import { Sheet } from '@/components/sheet'
import { monthWords as words } from '@/copy/shelf'
import { renew } from '@/state/query'
import { useWrite } from '@/state/write'
import type { MyStore } from '../my-store'
import { monthTitle } from './figures'

const signers = ['storeKeeper', 'storeInspector'] as const

/** Whether a month waits for my signature: it is over, adds up, and my post hasn't signed yet. */
export const waitsForMe = ({ roles }: MyStore, { over, problems, signed }: StoreMonthView): boolean =>
  over &&
  problems.length === 0 &&
  signers.some((role) => roles.includes(role) && !signed.some((signature) => signature.role === role))

/** Signs a month, after it has been asked once more. */
export function Sign({ month }: { month: StoreMonthView }) {
  const write = useWrite('storeMonth.sign')
  const [asking, setAsking] = useState(false)
  const { storeId, storeName } = month
  const send = async () => {
    const answer = await write.run({ storeId, month: month.month })
    if (!answer.ok) return
    setAsking(false)
    renew('storeMonth.')
    void Taro.showToast({ title: words.signDone, icon: 'none' })
  }
  return (
    <>
      <Button id="month-sign" kind="main" onTap={() => setAsking(true)}>
        {words.sign}
      </Button>
      <Sheet
        id="sign"
        open={asking}
        title={words.signTitle(monthTitle(storeName, month.month))}
        confirm={words.sign}
        busy={write.busy}
        error={write.error?.message}
        onConfirm={() => void send()}
        onClose={() => setAsking(false)}
      >
        <View className="page__words">{words.signAdvice}</View>
      </Sheet>
    </>
  )
}
