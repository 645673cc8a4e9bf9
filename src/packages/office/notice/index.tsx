import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { Me } from '#types/person'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Choice, TextArea, TextField } from '@/components/field'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Sheet } from '@/components/sheet'
import { Empty } from '@/components/status-box'
import { publish as copy } from '@/copy/office'
import { goBack } from '@/platform/go'
import { WithMe } from '@/sections/with-me'
import { useDraft } from '@/state/draft'
import { submit } from '@/state/use-outbox'
import { publishAreas } from '../publish-areas'
import './index.scss'

interface Form {
  areaId?: string
  title: string
  text: string
}

const KEY = 'notice.publish'

/** Writes a notice; what is published stays as it is, so it is shown once more before it goes. */
export default function NewNotice() {
  return <WithMe>{(me) => <Writing me={me} />}</WithMe>
}

function Writing({ me }: { me: Me }) {
  const draft = useDraft<Form>(KEY, { title: '', text: '' })
  const [asked, setAsked] = useState(false)
  const [checking, setChecking] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState(draft.refusal)
  const areas = publishAreas(me.posts)
  if (areas.length === 0) {
    return (
      <Page>
        <Empty title={copy.nowhere} />
      </Page>
    )
  }
  const { title, text, areaId = areas[0]?.id } = draft.value
  const problems = {
    title: title.trim() ? undefined : copy.problems.title,
    text: text.trim() ? undefined : copy.problems.text,
  }
  const check = () => {
    setAsked(true)
    if (!problems.title && !problems.text) setChecking(true)
  }
  const send = async () => {
    setBusy(true)
    setRefusal(undefined)
    const outcome = await submit(
      'notice.publish',
      { areaId: areaId!, title: title.trim(), text: text.trim() },
      { subject: KEY, title: `${copy.create}：${title.trim()}`, draft: { key: KEY, value: draft.value } },
    )
    setBusy(false)
    if (outcome.state === 'refused') return setRefusal(outcome.refusal.message)
    draft.discard()
    void Taro.showToast({ title: outcome.state === 'sent' ? copy.sent : copy.kept, icon: 'none' })
    goBack()
  }
  return (
    <Page
      footer={
        <Button id="notice-check" kind="main" onTap={check}>
          {copy.check}
        </Button>
      }
    >
      {refusal && <NoticeBar tone="error">{refusal}</NoticeBar>}
      <Card>
        <Choice
          id="notice-area"
          label={copy.area}
          hint={copy.areaHint}
          required
          options={areas.map(({ id, name }) => ({ value: id, label: name }))}
          value={areaId}
          onChange={(chosen) => draft.change({ areaId: chosen })}
        />
        <TextField
          id="notice-title"
          label={copy.title}
          required
          most={60}
          value={title}
          error={asked ? problems.title : undefined}
          onChange={(words) => draft.change({ title: words })}
        />
        <TextArea
          id="notice-text"
          label={copy.text}
          hint={copy.textHint}
          required
          most={5000}
          value={text}
          error={asked ? problems.text : undefined}
          onChange={(words) => draft.change({ text: words })}
        />
      </Card>
      <Sheet
        id="publish"
        open={checking}
        title={title}
        confirm={copy.send}
        busy={busy}
        error={refusal}
        onConfirm={() => void send()}
        onClose={() => setChecking(false)}
      >
        <View className="publish__text">{text}</View>
        <NoticeBar tone="warn">{copy.checkAdvice}</NoticeBar>
      </Sheet>
    </Page>
  )
}
