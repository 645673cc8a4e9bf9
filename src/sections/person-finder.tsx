import { View } from '@tarojs/components'
import { useState } from 'react'
import type { PersonFound } from '#types/person'
import { Cell } from '@/components/cell'
import { SearchField } from '@/components/search-field'
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
  const [words, setWords] = useState('')
  const found = useQuery('person.search', words ? { words } : undefined)
  return (
    <View>
      <SearchField
        id={id}
        label={copy.words}
        hint={copy.wordsHint}
        most={30}
        error={error}
        find={copy.find}
        onFind={setWords}
      />
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
