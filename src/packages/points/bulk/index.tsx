import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { businessDate } from '#types/business-date'
import type { ClaimBulkOutput } from '#types/claim'
import { permissions } from '#types/permissions'
import type { Me } from '#types/person'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { DateField } from '@/components/date-field'
import { Choice, TextArea, TextField } from '@/components/field'
import { formFields } from '@/components/field/form-fields'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Empty } from '@/components/status-box'
import { TapBox } from '@/components/tap-box'
import { declareWords, roundWords as words } from '@/copy/claims'
import { cloudTime } from '@/platform/clock'
import { WithMe } from '@/sections/with-me'
import { useDraft } from '@/state/draft'
import { renew, useQuery } from '@/state/query'
import { useWrite } from '@/state/write'
import { RuleChooser } from '../rule-chooser'
import { isDeclarable } from '../rule-said'
import type { NamedArea } from '../village'
import { added, DRAFT, EMPTY, inputOf, problemsOf, type RoundForm } from './form'
import { Entered, Rows } from './rows'

const who = permissions['claim.bulk'].who as readonly string[]

/** The grids whose households one scores, each once. */
function gridsOf(posts: Me['posts']): NamedArea[] {
  const grids = new Map<string, string>()
  for (const { role, areaId, areaName } of posts) if (areaId && who.includes(role)) grids.set(areaId, areaName)
  return [...grids].map(([id, name]) => ({ id, name }))
}

/** 月度积分登记: many households at once, checked by a dry run before anything is entered. */
export default function Bulk() {
  return (
    <WithMe>
      {(me) => {
        const grids = gridsOf(me.posts)
        if (grids.length > 0) return <Round grids={grids} />
        return (
          <Page>
            <Empty title={words.nowhere} />
          </Page>
        )
      }}
    </WithMe>
  )
}

function Round({ grids }: { grids: NamedArea[] }) {
  const form = useDraft<RoundForm>(DRAFT, EMPTY)
  const today = businessDate(new Date(cloudTime()))
  const value: RoundForm = { on: today, ...form.value }
  const areaId = value.areaId ?? grids[0]!.id
  const table = useQuery('rule.table', { areaId })
  const [choosing, setChoosing] = useState(false)
  const [asked, setAsked] = useState(false)
  const [checked, setChecked] = useState<ClaimBulkOutput>()
  const [entered, setEntered] = useState<ClaimBulkOutput>()
  const [wrongLine, setWrongLine] = useState<string>()
  const write = useWrite('claim.bulk')
  const problems = asked ? problemsOf(value) : {}
  /** What was checked is no longer what would be entered. */
  const change = (fields: Partial<RoundForm>) => {
    setChecked(undefined)
    form.change(fields)
  }
  const add = () => {
    const result = added(value)
    setWrongLine('problem' in result ? result.problem : undefined)
    if ('rows' in result) change({ rows: result.rows, lines: '' })
  }
  const send = async (dryRun: boolean) => {
    setAsked(true)
    if (Object.keys(problemsOf(value)).length > 0) return
    const answer = await write.run(inputOf(value, areaId, dryRun))
    if (!answer.ok) return
    if (dryRun) return setChecked(answer.output)
    setEntered(answer.output)
    setChecked(undefined)
    form.discard()
    renew('claim.')
    Taro.pageScrollTo({ scrollTop: 0 })
  }
  if (entered)
    return (
      <Page>
        <Entered done={entered} onAgain={() => setEntered(undefined)} />
      </Page>
    )
  if (choosing)
    return (
      <Page>
        <RuleChooser
          table={table}
          title={words.rule}
          // a photo each can't be taken of fifty households at once: such rules are declared one by one
          may={(one) => isDeclarable(one) && !one.evidence}
          empty={{ title: declareWords.none, advice: declareWords.noneAdvice }}
          onChoose={({ id, label, earner }) => {
            setChoosing(false)
            change({ rule: { id, label, earner } })
          }}
        />
      </Page>
    )
  const field = formFields(words, { value, change, problems })
  const clean = checked?.rows.every(({ problem }) => problem === undefined)
  return (
    <Page
      footer={
        clean ? (
          <Button id="round-enter" kind="main" busy={write.busy} onTap={() => void send(false)}>
            {words.enter(value.rows.length)}
          </Button>
        ) : (
          <Button id="round-check" kind="main" busy={write.busy} onTap={() => void send(true)}>
            {checked ? words.dryAgain : words.dry}
          </Button>
        )
      }
    >
      <NoticeBar>{words.lead}</NoticeBar>
      {write.error && <NoticeBar tone="error">{write.error.message}</NoticeBar>}
      <Card>
        {grids.length > 1 && (
          <Choice
            id="area"
            label={words.area}
            options={grids.map(({ id, name }) => ({ value: id, label: name }))}
            value={areaId}
            onChange={(chosen) => change({ areaId: chosen })}
          />
        )}
        <DateField {...field('on')} required />
        <TextField {...field('words')} required most={60} />
      </Card>
      <Card title={words.rule}>
        <TapBox
          id="rule"
          label={words.rule}
          value={value.rule?.label}
          placeholder={words.chooseRule}
          onTap={() => setChoosing(true)}
        />
        <View className="page__gap" />
        <TextArea
          id="lines"
          label={words.lines}
          hint={value.rule?.earner === 'person' ? words.linesHintPerson : words.linesHint}
          most={2000}
          error={wrongLine}
          value={value.lines}
          onChange={(lines) => form.change({ lines })}
        />
        <Button id="round-add" onTap={add}>
          {words.add}
        </Button>
      </Card>
      <Rows
        rows={value.rows}
        checked={checked}
        problem={problems.rows}
        onRemove={(at) => change({ rows: value.rows.filter((_, other) => other !== at) })}
      />
      {value.rows.length > 0 && !write.busy && (
        <Button
          id="round-clear"
          onTap={() => {
            setChecked(undefined)
            form.discard()
          }}
        >
          {words.clear}
        </Button>
      )}
    </Page>
  )
}
