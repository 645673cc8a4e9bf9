import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { ActivityDetail } from '#types/activity'
import { activityRuleOf } from '#types/activity-loop'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Row } from '@/components/row'
import { Skeleton } from '@/components/skeleton'
import { Failure } from '@/components/status-box'
import { activityDetail as words } from '@/copy/activity'
import { cloudTime } from '@/platform/clock'
import { go, parameter } from '@/platform/go'
import { useSignedIn } from '@/state/entrance'
import { useOnReturn } from '@/state/on-return'
import { renew, useQuery } from '@/state/query'
import { useSession } from '@/state/session'
import { CheckSheet } from './check-sheet'
import { ConsentSheet } from './consent-sheet'
import { type Deed, deedsOf } from './deeds'
import { Facts } from './facts'
import { FinishSheet } from './finish-sheet'
import { CancelSheet, SignOffSheet, SignUpSheet } from './sheets'

/** One activity, opened with its `id`: what it is, how I stand to it, and what I may do. */
export default function Detail() {
  return useSignedIn() ? <Content /> : <Page>{null}</Page>
}

const labelOf = (deed: Deed) => (deed === 'code' || deed === 'attendees' ? words[deed] : activityRuleOf(deed).label)

function Content() {
  const activityId = parameter(useRouter().params.id)
  const detail = useQuery('activity.get', activityId === undefined ? undefined : { activityId })
  const [open, setOpen] = useState<Deed>()
  const [outcome, setOutcome] = useState<string>()
  useOnReturn(detail.reload)
  const activity = detail.data
  const { main, others } = activity ? deedsOf(activity, new Date(cloudTime())) : { main: undefined, others: [] }
  const tap = (deed: Deed) => {
    setOutcome(undefined)
    if (deed === 'code') return go('activityCode', { activityId })
    if (deed === 'attendees') return go('attendees', { activityId })
    if (deed === 'change') return go('activityForm', { activityId })
    setOpen(deed)
  }
  const settled = (said: string) => {
    setOutcome(said)
    setOpen(undefined)
    renew('activity.', 'service.')
    void Taro.pageScrollTo({ scrollTop: 0 })
  }
  return (
    <Page
      footer={
        main && (
          <Button id={`do-${main}`} kind="main" onTap={() => tap(main)}>
            {labelOf(main)}
          </Button>
        )
      }
    >
      {detail.loading && <Skeleton />}
      {detail.error && !activity && <Failure id="detail" error={detail.error} onRetry={() => void detail.reload()} />}
      {detail.error && activity && (
        <NoticeBar id="detail-retry" tone="warn" onTap={() => void detail.reload()}>
          {detail.error.message}
        </NoticeBar>
      )}
      {outcome && <NoticeBar>{outcome}</NoticeBar>}
      {activity && (
        <>
          <Facts activity={activity} onWithdraw={() => tap('withdrawConsent')} />
          <More deeds={others} none={!main} activity={activity} onTap={tap} />
          <Open deed={open} activity={activity} onClose={() => setOpen(undefined)} onDone={settled} />
        </>
      )}
    </Page>
  )
}

interface MoreProps {
  deeds: readonly Deed[]
  /** There is no main button either. */
  none: boolean
  activity: ActivityDetail
  onTap(deed: Deed): void
}

/** What else I may do; for whoever isn't known yet, the way to be. */
function More({ deeds, none, activity, onTap }: MoreProps) {
  const me = useSession().data
  const over = activity.state === 'finished' || activity.state === 'cancelled'
  if (deeds.length > 0) {
    return (
      <Card title={none ? undefined : words.others}>
        <Row>
          {deeds.map((deed) => (
            <Button
              key={deed}
              id={`do-${deed}`}
              kind={deed === 'cancel' || deed === 'signOff' ? 'danger' : 'plain'}
              onTap={() => onTap(deed)}
            >
              {labelOf(deed)}
            </Button>
          ))}
        </Row>
      </Card>
    )
  }
  if (!none) return null
  if (me && me.standing !== 'confirmed' && !over) {
    return (
      <NoticeBar id="to-register" onTap={() => go('register')}>
        {words.register} ›
      </NoticeBar>
    )
  }
  return <Card>{over ? words.over : words.nothing}</Card>
}

interface OpenProps {
  deed: Deed | undefined
  activity: ActivityDetail
  onClose(): void
  onDone(said: string): void
}

/** The sheet of the button that was tapped, as long as the activity still allows it. */
function Open({ deed, activity, ...sheet }: OpenProps) {
  const common = { activity, ...sheet }
  switch (deed) {
    case 'signUp':
      return <SignUpSheet {...common} />
    case 'signOff':
      return <SignOffSheet {...common} />
    case 'withdrawConsent':
      return <ConsentSheet {...common} />
    case 'checkIn':
    case 'checkOut':
      return <CheckSheet event={deed} {...common} />
    case 'cancel':
      return <CancelSheet {...common} />
    case 'finish':
      return <FinishSheet {...common} />
    default:
      return null
  }
}
