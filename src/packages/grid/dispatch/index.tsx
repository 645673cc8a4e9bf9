import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import type { CaseDetail } from '#types/case'
import { type Skill, skills } from '#types/categories'
import { allowedEvents, caseStates, loop } from '#types/loop'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { CaseRow } from '@/components/case-row'
import { Choice, TextArea } from '@/components/field'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Skeleton } from '@/components/skeleton'
import { Empty, Failure } from '@/components/status-box'
import { dispatch as copy } from '@/copy/dispatch'
import { cloudTime } from '@/platform/clock'
import { go, goBack } from '@/platform/go'
import { useDraft } from '@/state/draft'
import { useSignedIn } from '@/state/entrance'
import { renew, useQuery } from '@/state/query'
import { useOutbox } from '@/state/use-outbox'
import { Candidates } from './candidates'
import {
  type DispatchForm,
  type Dispatching,
  dispatchInput,
  EMPTY,
  problemsOf,
  skillsOf,
  targetName,
  transferInput,
} from './form'
import './index.scss'

/** 派单 and 转办 (`?caseId=…&event=dispatch|transfer`): a person, the pool or a department, with what the order asks for. */
export default function Dispatch() {
  const { caseId = '', event } = useRouter().params
  const dispatching: Dispatching = event === 'transfer' ? 'transfer' : 'dispatch'
  const detail = useQuery('case.get', useSignedIn() ? { caseId } : undefined)
  useEffect(() => {
    void Taro.setNavigationBarTitle({ title: copy.send[dispatching] })
  }, [dispatching])
  if (detail.data) return <Form row={detail.data} event={dispatching} onRedraw={detail.reload} />
  return (
    <Page>
      {detail.error ? <Failure id="case" error={detail.error} onRetry={() => void detail.reload()} /> : <Skeleton />}
    </Page>
  )
}

const options = <Value extends string>(words: Readonly<Record<Value, string>>) =>
  (Object.entries(words) as [Value, string][]).map(([value, label]) => ({ value, label }))

interface Props {
  row: CaseDetail
  event: Dispatching
  onRedraw(): Promise<void>
}

function Form({ row, event, onRedraw }: Props) {
  const key = `${event}.${row.id}`
  const draft = useDraft<DispatchForm>(key, EMPTY)
  const { entries, submit, remove } = useOutbox()
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState(draft.refusal)
  const form = draft.value
  const wanted = skillsOf(form, row)
  const problems = problemsOf(form, event)
  const shown = asked ? problems : {}
  const name = targetName(form)

  // What the cloud refused lies open on this page again, so it needn't lie among the unsent things as well.
  const refused = entries.find(({ state, draft: back }) => state === 'refused' && back?.key === key)
  useEffect(() => {
    if (refused) remove(refused.requestId)
  }, [refused, remove])

  const send = async () => {
    setAsked(true)
    if (Object.keys(problems).length > 0) return
    setBusy(true)
    setRefusal(undefined)
    const about = { subject: row.id, title: `${copy.send[event]}：${row.title}`, draft: { key, value: form } }
    const outcome =
      event === 'transfer'
        ? await submit('case.transfer', transferInput(form, row), about)
        : await submit('case.dispatch', dispatchInput(form, row), about)
    setBusy(false)
    if (outcome.state === 'refused') {
      setRefusal(outcome.refusal.message)
      if (outcome.refusal.code === 'CONFLICT') await onRedraw()
      return
    }
    draft.discard()
    renew('home.')
    void Taro.showToast({ title: outcome.state === 'sent' ? copy.sent[event] : copy.kept, icon: 'none' })
    goBack()
  }

  if (!busy && !allowedEvents(row.facts, row.relations, new Date(cloudTime())).includes(event)) {
    return (
      <Page>
        <Empty
          title={copy.notNow(caseStates[row.state], loop[event].label)}
          action={{ id: 'dispatch-case', words: copy.back, onTap: () => go('order', { caseId: row.id }) }}
        />
      </Page>
    )
  }
  return (
    <Page
      footer={
        <>
          {refusal && <NoticeBar tone="error">{refusal}</NoticeBar>}
          <Button id="dispatch-send" kind="main" busy={busy} onTap={() => void send()}>
            {name ? copy.sendTo(copy.send[event], name) : copy.send[event]}
          </Button>
        </>
      }
    >
      <CaseRow row={row} onTap={() => go('order', { caseId: row.id })} />
      <Card>
        <Choice
          id="dispatch-to"
          label={copy.to}
          required
          options={options(copy.targets)}
          value={form.to}
          error={shown.target}
          onChange={(to) => draft.change({ to })}
        />
        {form.to === 'person' && (
          <Candidates
            caseId={row.id}
            skills={wanted}
            chosen={form.person?.id}
            onChoose={(person) => draft.change({ person })}
          />
        )}
        {form.to === 'pool' && <View className="candidates__note">{copy.poolNote}</View>}
        {form.to === 'department' && (
          <Departments chosen={form.organization?.id} onChoose={(organization) => draft.change({ organization })} />
        )}
      </Card>
      <Card>
        {event === 'transfer' ? (
          <TextArea
            id="dispatch-reason"
            label={copy.reason}
            hint={copy.reasonHint}
            required
            most={500}
            error={shown.reason}
            value={form.reason}
            onChange={(reason) => draft.change({ reason })}
          />
        ) : (
          <>
            <Choice<Skill>
              id="dispatch-skills"
              label={copy.skills}
              hint={copy.skillsHint}
              multiple
              options={options(skills)}
              value={wanted}
              onChange={(chosen) => draft.change({ skills: chosen.slice(-5) })}
            />
            <Choice
              id="dispatch-within"
              label={copy.within}
              options={options(copy.hours)}
              value={form.within}
              onChange={(within) => draft.change({ within })}
            />
            <TextArea
              id="dispatch-note"
              label={copy.note}
              hint={copy.noteHint}
              most={500}
              value={form.note}
              onChange={(note) => draft.change({ note })}
            />
          </>
        )}
      </Card>
    </Page>
  )
}

/** The county's departments. Ids: `department-<organization>`. */
function Departments(props: {
  chosen: string | undefined
  onChoose(organization: { id: string; name: string }): void
}) {
  const query = useQuery('organization.list', { kind: 'department' })
  if (query.loading) return <Skeleton rows={1} />
  if (!query.data) {
    return query.error ? <Failure id="departments" error={query.error} onRetry={() => void query.reload()} /> : null
  }
  const { rows } = query.data
  if (rows.length === 0) return <Empty title={copy.noDepartment} />
  return (
    <Choice
      id="department"
      label={copy.department}
      required
      options={rows.map(({ id, name }) => ({ value: id, label: name }))}
      value={props.chosen}
      onChange={(id) => props.onChoose({ id, name: rows.find((one) => one.id === id)!.name })}
    />
  )
}
