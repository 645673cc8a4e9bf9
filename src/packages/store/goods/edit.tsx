import Taro from '@tarojs/taro'
import { useState } from 'react'
import { type GoodsCategory, goodsCategories } from '#types/labels'
import type { GoodsView } from '#types/store'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Choice, Switch, TextField } from '@/components/field'
import { formFields } from '@/components/field/form-fields'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { PhotoPicker } from '@/components/photo-picker'
import { goodsWords } from '@/copy/shelf'
import { useDraft } from '@/state/draft'
import { submit } from '@/state/use-outbox'
import { type GoodsForm, goodsFormOf, goodsInputOf, goodsProblems } from './form'

const words = goodsWords.form
const categories = (Object.keys(goodsCategories) as GoodsCategory[]).map((value) => ({
  value,
  label: goodsCategories[value],
}))

interface Props {
  storeId: string
  /** Absent for a new item. */
  goods: GoodsView | undefined
  onClose(): void
}

/** The form of an item. It goes by the outbox: its photo may wait for the network. */
export function EditGoods({ storeId, goods, onClose }: Props) {
  // what was typed over an older version would undo somebody else's change
  const key = goods ? `goods.save.${goods.id}.${goods.version}` : `goods.save.${storeId}`
  const draft = useDraft<GoodsForm>(key, goodsFormOf(goods))
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState(draft.refusal)
  const { value, change } = draft
  const found = goodsProblems(value)
  const send = async () => {
    setAsked(true)
    if (Object.keys(found).length > 0) return
    setBusy(true)
    setRefusal(undefined)
    const outcome = await submit('goods.save', goodsInputOf(value, storeId, goods), {
      subject: goods?.id ?? key,
      title: words.title(value.name.trim()),
      attachments: value.photos.map((localFile) => ({ field: 'photo', many: false, localFile })),
      draft: { key, value },
    })
    setBusy(false)
    if (outcome.state === 'refused') return setRefusal(outcome.refusal.message)
    draft.discard()
    const done = goods ? words.saved : value.onSale ? words.added : words.addedOff
    void Taro.showToast({ title: outcome.state === 'sent' ? done : words.waiting, icon: 'none' })
    onClose()
  }
  return (
    <Page
      footer={
        <Button id="goods-save" kind="main" busy={busy} onTap={() => void send()}>
          {goods ? words.save : words.add}
        </Button>
      }
    >
      {refusal && <NoticeBar tone="error">{refusal}</NoticeBar>}
      <Fields
        value={value}
        change={change}
        problems={asked ? found : {}}
        isNew={!goods}
        pictured={goods?.photoUrl !== undefined}
      />
      <Button id="goods-cancel" onTap={onClose}>
        {words.cancel}
      </Button>
    </Page>
  )
}

interface FieldsProps {
  value: GoodsForm
  change(fields: Partial<GoodsForm>): void
  problems: ReturnType<typeof goodsProblems>
  isNew: boolean
  /** Whether it has a photo. */
  pictured: boolean
}

function Fields({ value, change, problems, isNew, pictured }: FieldsProps) {
  const field = formFields(words, { value, change, problems }, 'goods')
  return (
    <Card title={isNew ? words.newTitle : words.editTitle}>
      <TextField {...field('name')} required most={30} />
      <Choice {...field('category')} options={categories} />
      <TextField {...field('measure')} required most={4} />
      <TextField {...field('price')} hint={isNew ? undefined : words.priceHint} required type="number" most={6} />
      <TextField {...field('limit')} type="number" most={3} />
      <TextField {...field('lowAt')} required type="number" most={4} />
      <PhotoPicker {...field('photos')} hint={isNew ? undefined : words.photosHint} most={1} />
      {pictured && value.photos.length === 0 && <Switch {...field('bare')} />}
      <Switch {...field('onSale')} />
    </Card>
  )
}
