import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { type RedemptionDetail, type RedemptionEvent, redemptionRule } from '#types/redemption'
import { Button } from '@/components/button'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Row } from '@/components/row'
import { Skeleton } from '@/components/skeleton'
import { Failure } from '@/components/status-box'
import { redemptionWords as words } from '@/copy/store'
import { go, parameter } from '@/platform/go'
import { useSignedIn } from '@/state/entrance'
import { useOnReturn } from '@/state/on-return'
import { renew, useQuery } from '@/state/query'
import { forgetVerified } from '../verified'
import { Code } from './code'
import { CancelSheet, TakeBackSheet } from './event-sheets'
import { Receipt } from './receipt'
import './index.scss'

/** 兑换单, opened with `redemptionId`: the code to show while it counts, then the receipt; cancelling and taking back. */
export default function Redemption() {
  return useSignedIn() ? <Content /> : <Page>{null}</Page>
}

/** While it waits it is asked for again so often: what the keeper does shows by itself. */
const refreshSeconds = 8

/** Events that have a button here; handing over belongs to the counter. */
const buttons = ['cancel', 'undo', 'reverse'] as const satisfies readonly RedemptionEvent[]
type Deed = (typeof buttons)[number]

function Content() {
  const redemptionId = parameter(useRouter().params.redemptionId)
  const [waits, setWaits] = useState(true)
  const detail = useQuery('redemption.get', redemptionId === undefined ? undefined : { redemptionId }, {
    refreshSeconds: waits ? refreshSeconds : 0,
  })
  useOnReturn(detail.reload)
  const redemption = detail.data
  if (redemption && waits !== isOpen(redemption)) setWaits(isOpen(redemption))
  const shop = (
    <Button id="redemption-more" onTap={() => go('shop')}>
      {words.more}
    </Button>
  )
  return (
    <Page footer={redemption && !isOpen(redemption) && redemption.events.length === 0 && shop}>
      {detail.loading && <Skeleton />}
      {detail.error && !redemption && (
        <Failure id="redemption" error={detail.error} onRetry={() => void detail.reload()} />
      )}
      {detail.error && redemption && (
        <NoticeBar id="redemption-retry" tone="warn" onTap={() => void detail.reload()}>
          {detail.error.message}
        </NoticeBar>
      )}
      {redemption && (
        <>
          <Code redemption={redemption} since={detail.staleSince} onOver={() => void detail.reload()} />
          <Receipt redemption={redemption} />
          <Deeds redemption={redemption} />
        </>
      )}
    </Page>
  )
}

const isOpen = ({ state }: RedemptionDetail): boolean => state === 'reserved' || state === 'claimed'

/** What the caller may do with it: the household cancels, the staff takes back. */
function Deeds({ redemption }: { redemption: RedemptionDetail }) {
  const [open, setOpen] = useState<Deed>()
  const deeds = buttons.filter((deed) => redemption.events.includes(deed))
  const close = () => setOpen(undefined)
  const done = () => {
    close()
    forgetVerified(redemption.id)
    renew('redemption.', 'goods.', 'points.', 'store.')
  }
  if (deeds.length === 0) return null
  return (
    <>
      <Row>
        {deeds.map((deed) => (
          <Button key={deed} id={`do-${deed}`} kind="danger" onTap={() => setOpen(deed)}>
            {redemptionRule(deed).label}
          </Button>
        ))}
      </Row>
      {open === 'cancel' && <CancelSheet redemption={redemption} onClose={close} onDone={done} />}
      {(open === 'undo' || open === 'reverse') && (
        <TakeBackSheet event={open} redemption={redemption} onClose={close} onDone={done} />
      )}
    </>
  )
}
