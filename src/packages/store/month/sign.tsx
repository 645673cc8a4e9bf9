import { View } from '@tarojs/components'
import { useState } from 'react'
import type { StoreMonthView } from '#types/store'
import { Button } from '@/components/button'
import { Decision } from '@/components/decision'
import { monthWords as words } from '@/copy/shelf'
import type { MyStore } from '../my-store'
import { monthTitle } from './figures'

const signers = ['storeKeeper', 'storeInspector'] as const

/** Whether a month waits for my signature: it is over, adds up, and my post hasn't signed yet. */
export const waitsForMe = ({ roles }: MyStore, { over, problems, signed }: StoreMonthView): boolean =>
  over &&
  problems.length === 0 &&
  signers.some((role) => roles.includes(role) && !signed.some((signature) => signature.role === role))

/** Signs a month, after it has been asked once more. */
export function Sign({ month: { storeId, storeName, month } }: { month: StoreMonthView }) {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button id="month-sign" kind="main" onTap={() => setAsking(true)}>
        {words.sign}
      </Button>
      {asking && (
        <Decision
          id="sign"
          title={words.signTitle(monthTitle(storeName, month))}
          confirm={words.sign}
          action="storeMonth.sign"
          inputOf={() => ({ storeId, month })}
          renews={['storeMonth.']}
          done={words.signDone}
          onClose={() => setAsking(false)}
        >
          <View className="page__words">{words.signAdvice}</View>
        </Decision>
      )}
    </>
  )
}
