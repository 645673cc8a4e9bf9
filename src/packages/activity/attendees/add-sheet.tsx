import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Attendee } from '#types/activity'
import { Cell } from '@/components/cell'
import { TextField } from '@/components/field'
import { Sheet } from '@/components/sheet'
import { Skeleton } from '@/components/skeleton'
import { Failure } from '@/components/status-box'
import { attendeeWords as words } from '@/copy/activity'
import { useQuery } from '@/state/query'

interface Props {
  onChosen(attendee: Attendee): void
  onClose(): void
}

/** Finds somebody who was there without having signed up. Ids: `add-words`, `add-<person>`. */
export function AddSheet({ onChosen, onClose }: Props) {
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState('')
  const found = useQuery('person.search', asked ? { words: asked } : undefined)
  const find = () => setAsked(typed.trim())
  return (
    <Sheet id="add" open title={words.add} confirm={words.find} onConfirm={find} onClose={onClose}>
      <TextField
        id="add-words"
        label={words.addWords}
        hint={words.addHint}
        most={30}
        value={typed}
        onChange={setTyped}
        done="search"
        onDone={find}
      />
      {found.loading && <Skeleton rows={1} />}
      {found.error && <Failure id="add-found" error={found.error} onRetry={() => void found.reload()} />}
      {found.data?.rows.length === 0 && <View className="attendees__fact">{words.nobodyFound}</View>}
      {found.data?.rows.map(({ personId, name, areaName, householdNumber }) => (
        <Cell
          key={personId}
          id={`add-${personId}`}
          label={name}
          note={`${areaName} · ${householdNumber}`}
          onTap={() => onChosen({ personId, name, status: 'added', photoConsent: false })}
        />
      ))}
    </Sheet>
  )
}
