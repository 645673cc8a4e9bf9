import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { StoreView } from '#types/store'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Choice, TextField } from '@/components/field'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { TimeField } from '@/components/time-field'
import { deskWords, settingsWords as words } from '@/copy/shelf'
import { useDraft } from '@/state/draft'
import { renew } from '@/state/query'
import { useWrite } from '@/state/write'
import type { MyStore } from '../my-store'
import { inputOf, type SettingsForm, settingsOf, settingsProblems } from './form'

const weekdays = ['1', '2', '3', '4', '5', '6', '7'].map((value) => ({ value, label: deskWords.days[Number(value)]! }))

interface Props {
  mine: MyStore
  /** Absent while the village has none yet. */
  store: StoreView | undefined
  onClose(): void
}

/** Opens the village's store, or changes it. */
export function Settings({ mine, store, onClose }: Props) {
  // what was typed over an older version would undo somebody else's change
  const form = useDraft<SettingsForm>(
    `store.save.${mine.id}.${store?.version ?? 0}`,
    settingsOf(store, words.nameOf(mine.villageName)),
  )
  const write = useWrite('store.save')
  const [asked, setAsked] = useState(false)
  const { value, change } = form
  const found = settingsProblems(value)
  const problems = asked ? found : {}
  const send = async () => {
    setAsked(true)
    if (Object.keys(found).length > 0) return
    const answer = await write.run(inputOf(value, mine.villageId, store?.version))
    if (!answer.ok) return
    form.discard()
    renew('store.')
    void Taro.showToast({ title: store ? words.saved : words.opened, icon: 'none' })
    onClose()
  }
  return (
    <Page
      footer={
        <Button id="settings-save" kind="main" busy={write.busy} onTap={() => void send()}>
          {store ? words.save : words.open}
        </Button>
      }
    >
      {write.error && <NoticeBar tone="error">{write.error.message}</NoticeBar>}
      <Card title={store ? words.title : words.openTitle}>
        <TextField
          id="settings-name"
          label={words.name}
          required
          most={30}
          error={problems.name}
          value={value.name}
          onChange={(name) => change({ name })}
        />
        <TextField
          id="settings-place"
          label={words.place}
          hint={words.placeHint}
          required
          most={60}
          error={problems.place}
          value={value.place}
          onChange={(place) => change({ place })}
        />
        <TimeField
          id="settings-opens"
          label={words.opens}
          value={value.opens}
          onChange={(opens) => change({ opens })}
        />
        <TimeField
          id="settings-closes"
          label={words.closes}
          error={problems.hours}
          value={value.closes}
          onChange={(closes) => change({ closes })}
        />
        <Choice
          id="settings-days"
          label={words.weekdays}
          multiple
          error={problems.weekdays}
          options={weekdays}
          value={value.weekdays}
          onChange={(days) => change({ weekdays: days })}
        />
        <TextField
          id="settings-limit"
          label={words.cardDailyLimit}
          hint={words.cardDailyLimitHint}
          required
          type="number"
          most={6}
          error={problems.cardDailyLimit}
          value={value.cardDailyLimit}
          onChange={(cardDailyLimit) => change({ cardDailyLimit })}
        />
        <Button id="settings-cancel" onTap={onClose}>
          {words.cancel}
        </Button>
      </Card>
    </Page>
  )
}
