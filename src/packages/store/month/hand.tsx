import { View } from '@tarojs/components'
import { useState } from 'react'
import type { StoreMonthView } from '#types/store'
import { Button } from '@/components/button'
import { NoticeBar } from '@/components/notice-bar'
import { Row } from '@/components/row'
import { monthWords as words } from '@/copy/shelf'
import { call } from '@/platform/call'
import { openDocument } from '@/platform/document'
import { asCallError } from '@/platform/error'
import { printRecord } from '@/platform/hand-over'
import { monthSaid } from './figures'
import './index.scss'

/** Gives the month out of the app: printed, or in WeChat copied as words; and as a spreadsheet. */
export function Hand({ month }: { month: StoreMonthView }) {
  const [copied, setCopied] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const print = async () => setCopied((await printRecord(monthSaid(month))) === 'copied')
  const save = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      await openDocument(await call('storeMonth.export', { storeId: month.storeId, month: month.month }))
    } catch (thrown) {
      setProblem(asCallError(thrown).message)
    }
    setBusy(false)
  }
  return (
    <View className="month__no-print">
      {problem && <NoticeBar tone="error">{problem}</NoticeBar>}
      {copied && <NoticeBar>{words.copied}</NoticeBar>}
      <Row>
        <Button id="month-print" onTap={() => void print()}>
          {process.env.TARO_ENV === 'weapp' ? words.copy : words.print}
        </Button>
        <Button id="month-export" busy={busy} onTap={() => void save()}>
          {words.export}
        </Button>
      </Row>
    </View>
  )
}
