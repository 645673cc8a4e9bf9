import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { StoreView } from '#types/store'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Choice, TextField } from '@/components/field'
import { formFields } from '@/components/field/form-fields'
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
  const field = formFields(words, { value, change, problems }, 'settings')
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
        <TextField {...field('name')} required most={30} />
        <TextField {...field('place')} required most={60} />
        <TimeField {...field('opens')} />
        <TimeField {...field('closes')} error={problems.hours} />
        <Choice {...field('weekdays')} multiple options={weekdays} />
        <TextField {...field('cardDailyLimit')} required type="number" most={6} />
        <Button id="settings-cancel" onTap={onClose}>
          {words.cancel}
        </Button>
      </Card>
    </Page>
  )
}
