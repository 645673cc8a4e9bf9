import { View } from '@tarojs/components'
import { useState } from 'react'
import type { AreaView } from '#types/area'
import { AreaPicker, type ChosenArea } from '@/components/area-picker'
import { Decision } from '@/components/decision'
import { TextField } from '@/components/field'
import { NoticeBar } from '@/components/notice-bar'
import { areas as copy } from '@/copy/admin'

interface Props<Result> {
  area: AreaView
  onClose(): void
  onDone(result: Result): void
}

/** A new name is a new area with its own code: the old one stays in the history. */
export function Rename({ area, onClose, onDone }: Props<AreaView>) {
  const [name, setName] = useState(area.name)
  const [newId, setNewId] = useState('')
  const [asked, setAsked] = useState(false)
  const problems = {
    name: name.trim() ? undefined : copy.problems.name,
    id: /^\d{2,24}$/.test(newId.trim()) ? undefined : copy.problems.id,
  }
  return (
    <Decision
      id="rename"
      title={copy.renameTitle(area.name)}
      confirm={copy.rename}
      action="area.rename"
      inputOf={() => {
        setAsked(true)
        if (problems.name || problems.id) return undefined
        return { areaId: area.id, newId: newId.trim(), name: name.trim() }
      }}
      renews={['area.']}
      done={copy.renamed}
      onDone={onDone}
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
    </Decision>
  )
}

/** Merging ends the area; a job carries over what is open in it. */
export function Merge({ area, onClose, onDone }: Props<string>) {
  const [into, setInto] = useState<ChosenArea>()
  return (
    <Decision
      id="merge"
      title={copy.mergeTitle(area.name)}
      confirm={copy.merge}
      kind="danger"
      blocked={!into}
      action="area.merge"
      inputOf={() => into && { areaId: area.id, intoId: into.id }}
      renews={['area.', 'job.']}
      onDone={({ id }) => onDone(id)}
      onClose={onClose}
    >
      <NoticeBar tone="warn">{copy.mergeAdvice}</NoticeBar>
      <AreaPicker id="merge-into" label={copy.into} required levels={[area.level]} value={into} onChange={setInto} />
    </Decision>
  )
}
