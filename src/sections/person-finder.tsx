import { View } from '@tarojs/components'
import { useState } from 'react'
import type { PersonFound } from '#types/person'
import { Button } from '@/components/button'
import { Cell } from '@/components/cell'
import { TextField } from '@/components/field'
import { Skeleton } from '@/components/skeleton'
import { Failure } from '@/components/status-box'
import { useQuery } from '@/state/query'

interface Props {
  /** Ids inside: `<id>-words`, `<id>-find`, `<id>-<person>`. */
  id: string
  copy: Readonly<{ words: string; wordsHint: string; find: string; nobody: string }>
  error?: string
  onChoose(person: PersonFound): void
}

/** Finds somebody of one's areas by name or house number; names and numbers are masked. */
export function PersonFinder({ id, copy, error, onChoose }: Props) {
  const [typed, setTyped] = useState('')
  const [words, setWords] = useState('')
  const found = useQuery('person.search', words ? { words } : undefined)
  const find = () => setWords(typed.trim())
  return (
    <View>
      <TextField
        id={`${id}-words`}
        label={copy.words}
        hint={copy.wordsHint}
        most={30}
        value={typed}
        error={error}
        onChange={setTyped}
        done="search"
        onDone={find}
      />
      <Button id={`${id}-find`} onTap={find}>
        {copy.find}
      </Button>
      {found.loading && <Skeleton rows={1} />}
      {found.error && <Failure id={id} error={found.error} onRetry={() => void found.reload()} />}
      {found.data?.rows.length === 0 && <View className="page__note">{copy.nobody}</View>}
      {found.data?.rows.map((row) => (
        <Cell
          key={row.personId}
          id={`${id}-${row.personId}`}
          label={row.name}
          note={`${row.areaName} · ${row.householdNumber}`}
          onTap={() => onChoose(row)}
        />
      ))}
    </View>
  )
}
