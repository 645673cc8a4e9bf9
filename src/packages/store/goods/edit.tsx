import Taro from '@tarojs/taro'
import { useState } from 'react'
import { type GoodsCategory, goodsCategories } from '#types/labels'
import type { GoodsView } from '#types/store'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Choice, Switch, TextField } from '@/components/field'
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
  return (
    <Card title={isNew ? words.newTitle : words.editTitle}>
      <TextField
        id="goods-name"
        label={words.name}
        hint={words.nameHint}
        required
        most={30}
        error={problems.name}
        value={value.name}
        onChange={(name) => change({ name })}
      />
      <Choice
        id="goods-category"
        label={words.category}
        options={categories}
        value={value.category}
        onChange={(category) => change({ category })}
      />
      <TextField
        id="goods-measure"
        label={words.measure}
        hint={words.measureHint}
        required
        most={4}
        error={problems.measure}
        value={value.measure}
        onChange={(measure) => change({ measure })}
      />
      <TextField
        id="goods-price"
        label={words.price}
        hint={isNew ? undefined : words.priceHint}
        required
        type="number"
        most={6}
        error={problems.price}
        value={value.price}
        onChange={(price) => change({ price })}
      />
      <TextField
        id="goods-limit"
        label={words.limit}
        type="number"
        most={3}
        error={problems.limit}
        value={value.limit}
        onChange={(limit) => change({ limit })}
      />
      <TextField
        id="goods-low"
        label={words.lowAt}
        required
        type="number"
        most={4}
        error={problems.lowAt}
        value={value.lowAt}
        onChange={(lowAt) => change({ lowAt })}
      />
      <PhotoPicker
        id="goods-photo"
        label={words.photo}
        hint={isNew ? undefined : words.photoHint}
        most={1}
        value={value.photos}
        onChange={(photos) => change({ photos })}
      />
      {pictured && value.photos.length === 0 && (
        <Switch id="goods-bare" label={words.bare} value={value.bare} onChange={(bare) => change({ bare })} />
      )}
      <Switch
        id="goods-on"
        label={words.onSale}
        hint={words.onSaleHint}
        value={value.onSale}
        onChange={(onSale) => change({ onSale })}
      />
    </Card>
  )
}
