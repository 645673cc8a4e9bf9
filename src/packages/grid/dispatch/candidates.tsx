import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Candidate } from '#types/case'
import type { Skill } from '#types/categories'
import { aria } from '@/components/aria'
import { Button } from '@/components/button'
import { joined } from '@/components/joined'
import { Row } from '@/components/row'
import { SearchField } from '@/components/search-field'
import { Skeleton } from '@/components/skeleton'
import { Empty, Failure } from '@/components/status-box'
import { dispatch as copy } from '@/copy/dispatch'
import { useQuery } from '@/state/query'

/** So many are shown before one asks for all: the best fit is nearly always among them. */
const BEST = 5

interface Props {
  caseId: string
  skills: Skill[]
  chosen: string | undefined
  onChoose(person: { id: string; name: string }): void
}

/** Who could take the order, best first; the chosen one opens to the parts of the score. Ids: `candidate-<person>`. */
export function Candidates({ caseId, skills, chosen, onChoose }: Props) {
  const [search, setSearch] = useState('')
  const [all, setAll] = useState(false)
  const query = useQuery('case.candidates', { caseId, skills, ...(search ? { search } : {}) })
  const rows = query.data?.rows ?? []
  return (
    <>
      <SearchField
        id="candidate"
        label={copy.search}
        hint={copy.searchHint}
        most={20}
        find={copy.find}
        onFind={setSearch}
      />
      {query.loading && <Skeleton />}
      {query.error && !query.data && (
        <Failure id="candidates" error={query.error} onRetry={() => void query.reload()} />
      )}
      {query.data?.rows.length === 0 && <Empty title={copy.nobody} advice={copy.nobodyAdvice} />}
      {rows.length > 0 && (
        <View className="candidates" {...aria('radiogroup', copy.targets.person)}>
          <View className="candidates__note">{copy.ranked}</View>
          {rows
            .filter((row, at) => all || at < BEST || row.personId === chosen)
            .map((row) => (
              <CandidateRow
                key={row.personId}
                row={row}
                on={row.personId === chosen}
                onTap={() => onChoose({ id: row.personId, name: row.name })}
              />
            ))}
          {!all && rows.length > BEST && (
            <Row>
              <Button id="candidate-all" onTap={() => setAll(true)}>
                {copy.all(rows.length)}
              </Button>
            </Row>
          )}
        </View>
      )}
    </>
  )
}

function CandidateRow({ row, on, onTap }: { row: Candidate; on: boolean; onTap(): void }) {
  return (
    <View
      id={`candidate-${row.personId}`}
      className={on ? 'candidates__one candidates__one--on' : 'candidates__one'}
      onClick={onTap}
      {...aria('radio', `${row.name} ${row.role} ${copy.score(row.score)}`, { checked: on })}
    >
      <View className="candidates__head">
        <View className="candidates__name">
          {on ? '✓ ' : ''}
          {row.name}
        </View>
        <View className="candidates__score">{copy.score(row.score)}</View>
      </View>
      <View className="candidates__note">{joined([row.role, row.areaName])}</View>
      {on ? (
        row.parts.map((part) => (
          <View key={part.label} className="candidates__part">
            <View className="candidates__label">{part.label}</View>
            <View className="candidates__words">{part.words}</View>
            <View className="candidates__bar">
              <View className="candidates__fill" style={{ width: `${Math.round((100 * part.points) / part.of)}%` }} />
            </View>
            <View className="candidates__points">{copy.part(part.points, part.of)}</View>
          </View>
        ))
      ) : (
        <View className="candidates__note">{joined(row.parts.map(({ words }) => words))}</View>
      )}
    </View>
  )
}
