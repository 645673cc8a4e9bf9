import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { AreaView } from '#types/area'
import { AreaPicker, type ChosenArea } from '@/components/area-picker'
import { TextField } from '@/components/field'
import { NoticeBar } from '@/components/notice-bar'
import { Sheet } from '@/components/sheet'
import { areas as copy } from '@/copy/admin'
import { renew } from '@/state/query'
import { useWrite } from '@/state/write'

interface Props<Result> {
  area: AreaView
  onClose(): void
  onDone(result: Result): void
}

/** A new name is a new area with its own code: the old one stays in the history. */
export function Rename({ area, onClose, onDone }: Props<AreaView>) {
  const write = useWrite('area.rename')
  const [name, setName] = useState(area.name)
  const [newId, setNewId] = useState('')
  const [asked, setAsked] = useState(false)
  const problems = {
    name: name.trim() ? undefined : copy.problems.name,
    id: /^\d{2,24}$/.test(newId.trim()) ? undefined : copy.problems.id,
  }
  const send = async () => {
    setAsked(true)
    if (problems.name || problems.id) return
    const answer = await write.run({ areaId: area.id, newId: newId.trim(), name: name.trim() })
    if (!answer.ok) return
    renew('area.')
    void Taro.showToast({ title: copy.renamed, icon: 'none' })
    onDone(answer.output)
  }
  return (
    <Sheet
      id="rename"
      open
      title={copy.renameTitle(area.name)}
      confirm={copy.rename}
      busy={write.busy}
      error={write.error?.message}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      <View className="page__words">{copy.renameAdvice}</View>
      <TextField
        id="rename-name"
        label={copy.newName}
        required
        most={40}
        value={name}
        error={asked ? problems.name : undefined}
        onChange={setName}
      />
      <TextField
        id="rename-code"
        label={copy.newId}
        hint={copy.newIdHint}
        required
        type="number"
        most={24}
        value={newId}
        error={asked ? problems.id : undefined}
        onChange={setNewId}
      />
    </Sheet>
  )
}

/** Merging ends the area; a job carries over what is open in it. */
export function Merge({ area, onClose, onDone }: Props<string>) {
  const write = useWrite('area.merge')
  const [into, setInto] = useState<ChosenArea>()
  const send = async () => {
    if (!into) return
    const answer = await write.run({ areaId: area.id, intoId: into.id })
    if (!answer.ok) return
    renew('area.', 'job.')
    onDone(answer.output.id)
  }
  return (
    <Sheet
      id="merge"
      open
      title={copy.mergeTitle(area.name)}
      confirm={copy.merge}
      kind="danger"
      blocked={!into}
      busy={write.busy}
      error={write.error?.message}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      <NoticeBar tone="warn">{copy.mergeAdvice}</NoticeBar>
      <AreaPicker id="merge-into" label={copy.into} required levels={[area.level]} value={into} onChange={setInto} />
    </Sheet>
  )
}
