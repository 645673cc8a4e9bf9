import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { businessDate } from '#types/business-date'
import type { Me } from '#types/person'
import { doorstepRoles } from '#types/roles'
import { Button } from '@/components/button'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Empty } from '@/components/status-box'
import { declareWords as words } from '@/copy/claims'
import { cloudTime } from '@/platform/clock'
import { files } from '@/platform/files'
import { WithMe } from '@/sections/with-me'
import { useDraft } from '@/state/draft'
import { useQuery } from '@/state/query'
import { useSending } from '@/state/sending'
import { RuleChooser } from '../rule-chooser'
import { isDeclarable } from '../rule-said'
import { villageOf } from '../village'
import { Deed } from './deed'
import { Done } from './done'
import { attachmentsOf, type DeclareForm, DRAFT, EMPTY, inputOf, isBlank, problemsOf } from './form'

/** 申报积分: which rule, then the deed with photos, words, day and times. */
export default function Declare() {
  return <WithMe>{(me) => <Form me={me} />}</WithMe>
}

function Form({ me }: { me: Me }) {
  const village = villageOf(me)
  const today = businessDate(new Date(cloudTime()))
  const worker = me.posts.some(({ role }) => doorstepRoles.includes(role))
  const table = useQuery('rule.table', village ? { areaId: village } : undefined)
  const form = useDraft<DeclareForm>(DRAFT, me.household ? EMPTY : { ...EMPTY, forWhom: 'other' })
  const [asked, setAsked] = useState(false)
  const [restored] = useState(() => !isBlank(form.value))
  const rule = table.data?.items.find(({ id }) => id === form.value.ruleId)
  const sent = useSending(DRAFT, form, (value) => ({
    input: inputOf({ on: today, ...value }),
    title: words.title(rule?.label ?? ''),
    attachments: attachmentsOf(value),
  }))
  // what comes next begins at its top
  // biome-ignore lint/correctness/useExhaustiveDependencies: these are the occasions, whatever else is drawn again
  useEffect(() => {
    Taro.pageScrollTo({ scrollTop: 0, duration: 0 })
  }, [rule?.id, sent.outcome?.state])
  if (sent.outcome)
    return (
      <Page>
        <Done outcome={sent.outcome} onAnother={sent.again} />
      </Page>
    )
  if (!me.household && !worker)
    return (
      <Page>
        <Empty title={words.noHousehold} />
      </Page>
    )
  if (!rule)
    return (
      <Page>
        <RuleChooser
          table={table}
          title={words.choose}
          may={(one) =>
            isDeclarable(one) && (worker || one.sign !== 'negative') && (one.unit === 'goods' || me.posts.length > 0)
          }
          empty={{ title: words.none, advice: words.noneAdvice }}
          onChoose={({ id, sign }) =>
            // costs are entered for others: nobody fines themselves
            form.change({ ruleId: id, ...(sign === 'negative' ? { forWhom: 'other' } : {}) })
          }
        />
      </Page>
    )
  const value: DeclareForm = { on: today, ...form.value }
  const problems = problemsOf(value, rule, today)
  const send = () => {
    setAsked(true)
    if (Object.keys(problems).length > 0) return
    void sent.send()
  }
  const clear = () => {
    for (const photo of form.value.photos) void files.forget(photo)
    setAsked(false)
    form.discard()
  }
  return (
    <Page
      footer={
        <Button id="declare-send" kind="main" busy={sent.busy} onTap={send}>
          {words.send}
        </Button>
      }
    >
      {form.refusal && <NoticeBar tone="error">{form.refusal}</NoticeBar>}
      {restored && !form.refusal && <NoticeBar>{words.restored}</NoticeBar>}
      {sent.refusal && <NoticeBar tone="error">{sent.refusal}</NoticeBar>}
      <Deed
        rule={rule}
        value={value}
        change={form.change}
        problems={asked ? problems : {}}
        today={today}
        forOthers={worker}
        hasHousehold={me.household !== undefined}
      />
      {!sent.busy && (
        <Button id="declare-clear" onTap={clear}>
          {words.clear}
        </Button>
      )}
    </Page>
  )
}
