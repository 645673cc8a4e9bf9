import { View } from '@tarojs/components'
import { useState } from 'react'
import type { GoodsView } from '#types/store'
import { TextField } from '@/components/field'
import { Sheet } from '@/components/sheet'
import { goodsWords as words } from '@/copy/shelf'
import type { Write } from '@/state/write'
import { emptyMove, type HandKind, moveInputOf, moveProblems } from './form'

interface Props {
  kind: HandKind
  goods: GoodsView
  write: Write<'stock.move'>
  onClose(): void
  onDone(): void
}

/** What came, went or was counted. Ids: `stock-quantity`, `stock-donor`, `stock-note`, `stock-ok`. */
export function MoveSheet({ kind, goods, write, onClose, onDone }: Props) {
  const [form, setForm] = useState(emptyMove)
  const [sent, setSent] = useState(false)
  const [asked, setAsked] = useState(false)
  const { measure, stock = 0, reserved = 0 } = goods
  const found = moveProblems(kind, form)
  const problems = asked ? found : {}
  const counts = kind === 'count'
  const send = async () => {
    setAsked(true)
    if (Object.keys(found).length > 0) return
    setSent(true)
    const answer = await write.run(moveInputOf(kind, goods.id, form))
    if (answer.ok) onDone()
  }
  return (
    <Sheet
      id="stock"
      open
      title={words.moveTitle[kind]}
      confirm={words.save}
      busy={write.busy}
      error={sent ? write.error?.message : undefined}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      <TextField
        id="stock-quantity"
        label={counts ? words.counted(measure) : words.quantity(measure)}
        hint={counts ? `${words.book(stock)}，${words.countedHint(reserved)}` : undefined}
        required
        type="number"
        most={5}
        error={problems.quantity}
        value={form.quantity}
        onChange={(quantity) => setForm({ ...form, quantity })}
      />
      {kind === 'donation' && (
        <TextField
          id="stock-donor"
          label={words.donor}
          required
          most={40}
          error={problems.donor}
          value={form.donor}
          onChange={(donor) => setForm({ ...form, donor })}
        />
      )}
      <TextField
        id="stock-note"
        label={kind === 'damage' ? words.noteNeeded : words.noteOptional}
        required={kind === 'damage'}
        most={100}
        error={problems.note}
        value={form.note}
        onChange={(note) => setForm({ ...form, note })}
      />
      <View className="page__note">{words.wrong}</View>
    </Sheet>
  )
}
