import Taro, { useRouter } from '@tarojs/taro'
import { type ReactNode, useState } from 'react'
import type { ActivityDetail } from '#types/activity'
import type { Me } from '#types/person'
import { activityOrganizers } from '#types/roles'
import { Button } from '@/components/button'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Skeleton } from '@/components/skeleton'
import { Empty, Failure } from '@/components/status-box'
import { activityDetail, activityForm as words } from '@/copy/activity'
import { cloudTime } from '@/platform/clock'
import { goBack, goInstead, parameter } from '@/platform/go'
import { WithMe } from '@/sections/with-me'
import { useDraft } from '@/state/draft'
import { useQuery } from '@/state/query'
import { submit } from '@/state/use-outbox'
import { type ActivityForm, formOf, newForm, planOf, problemsOf, publishInputOf } from './form'
import { PlanFields } from './plan'
import { HoursFields, KindFields } from './settings'

/** Publishes an activity; opened with `activityId`, changes that one's plan. */
export default function Publish() {
  const activityId = parameter(useRouter().params.activityId)
  return <WithMe>{(me) => (activityId ? <Changing activityId={activityId} /> : <Publishing me={me} />)}</WithMe>
}

/** The areas of my posts by which I may hold activities, each once. */
function areasOf(posts: Me['posts']): { value: string; label: string }[] {
  const areas = new Map<string, string>()
  for (const { role, areaId, areaName } of posts)
    if (areaId && activityOrganizers.includes(role)) areas.set(areaId, areaName)
  return [...areas].map(([value, label]) => ({ value, label }))
}

const PUBLISH = 'activity.publish'

function Publishing({ me }: { me: Me }) {
  const draft = useDraft<ActivityForm>(PUBLISH, newForm(cloudTime()))
  const areas = areasOf(me.posts)
  const [first] = areas
  if (!first) {
    return (
      <Page>
        <Empty title={words.nowhere} />
      </Page>
    )
  }
  const send = () =>
    submit(PUBLISH, publishInputOf(draft.value, first.value), {
      subject: PUBLISH,
      title: `${words.publish}：${draft.value.title.trim()}`,
      draft: { key: PUBLISH, value: draft.value },
    })
  return (
    <Form
      draft={draft}
      confirm={words.publish}
      done={activityDetail.done.publish}
      send={send}
      after={(activity) => goInstead('activity', { id: activity.id })}
      above={<KindFields form={draft.value} change={draft.change} areas={areas} />}
      below={<HoursFields form={draft.value} change={draft.change} />}
    />
  )
}

function Changing({ activityId }: { activityId: string }) {
  const activity = useQuery('activity.get', { activityId })
  if (activity.data) return <Change activity={activity.data} />
  return (
    <Page>
      {activity.error ? (
        <Failure id="activity" error={activity.error} onRetry={() => void activity.reload()} />
      ) : (
        <Skeleton />
      )}
    </Page>
  )
}

function Change({ activity }: { activity: ActivityDetail }) {
  const { id: activityId, version } = activity
  // another version has another draft: what was typed over an older plan would undo somebody else's change
  const key = `activity.change.${activityId}.${version}`
  const draft = useDraft<ActivityForm>(key, formOf(activity))
  const send = () =>
    submit(
      'activity.change',
      { activityId, version, ...planOf(draft.value) },
      {
        subject: activityId,
        title: `${words.save}：${activity.title}`,
        draft: { key, value: draft.value },
      },
    )
  return <Form draft={draft} confirm={words.save} done={activityDetail.done.change} send={send} after={goBack} />
}

interface FormProps {
  draft: ReturnType<typeof useDraft<ActivityForm>>
  confirm: string
  /** What a toast says when it went well. */
  done: string
  send(): ReturnType<typeof submit<'activity.publish' | 'activity.change'>>
  after(activity: ActivityDetail): void
  /** What only publishing asks, over and under the plan. */
  above?: ReactNode
  below?: ReactNode
}

/** What publishing and changing have in common. */
function Form({ draft, confirm, done, send, after, above, below }: FormProps) {
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState(draft.refusal)
  const { value, change } = draft
  const problems = problemsOf(value, cloudTime())
  const tap = async () => {
    setAsked(true)
    if (Object.keys(problems).length > 0) return
    setBusy(true)
    setRefusal(undefined)
    const outcome = await send()
    setBusy(false)
    if (outcome.state === 'refused') return setRefusal(outcome.refusal.message)
    draft.discard()
    void Taro.showToast({ title: outcome.state === 'sent' ? done : activityDetail.kept, icon: 'none' })
    if (outcome.state === 'sent') after(outcome.output)
    else goBack()
  }
  return (
    <Page
      footer={
        <Button id="activity-send" kind="main" busy={busy} onTap={() => void tap()}>
          {confirm}
        </Button>
      }
    >
      {refusal && <NoticeBar tone="error">{refusal}</NoticeBar>}
      {above}
      <PlanFields form={value} change={change} problems={asked ? problems : {}} />
      {below}
      {asked && Object.keys(problems).length > 0 && (
        <NoticeBar tone="error">{Object.values(problems).join('；')}</NoticeBar>
      )}
    </Page>
  )
}
