import { View } from '@tarojs/components'
import { useState } from 'react'
import type { CaseSummary } from '#types/case'
import { caseKinds, openKinds } from '#types/categories'
import { caseViews } from '#types/labels'
import { type CaseState, caseStates } from '#types/loop'
import type { Me } from '#types/person'
import { Button } from '@/components/button'
import { CaseRow } from '@/components/case-row'
import { Choice } from '@/components/field'
import { List } from '@/components/list'
import { SearchField } from '@/components/search-field'
import { casesWords as words } from '@/copy/cases'
import { go } from '@/platform/go'
import { useList, useQuery } from '@/state/query'
import { type CaseFilter, isFiltered } from './filter'
import { SavedViews } from './saved-views'
import './index.scss'

interface Props {
  me: Me
  filter: CaseFilter
  onFilter(filter: CaseFilter): void
  views: readonly CaseFilter['view'][]
  onOpen(row: CaseSummary): void
  /** The case shown beside the list. */
  chosen?: string
}

/** A row takes 1.7 KB to hand to the screen: ten at a time keep a tap under 20 KB on an old phone (architecture.md §6). */
const rowsAPage = 10

/** A list of cases with its filters: chips for the view, a fold for state, kind and area, and a search. */
export function CaseList({ me, filter, onFilter, views, onOpen, chosen }: Props) {
  const [folded, setFolded] = useState(!isFiltered(filter))
  const cases = useList('case.list', { ...filter, limit: rowsAPage })
  const [title, advice] = isFiltered(filter) ? words.nothingFound : words.empty[filter.view]
  return (
    <>
      {views.length > 1 && (
        <Choice
          id="view"
          label={words.views}
          options={views.map((value) => ({ value, label: caseViews[value] }))}
          value={filter.view}
          onChange={(view) => onFilter({ view })}
        />
      )}
      <SavedViews views={views} filter={filter} onFilter={onFilter}>
        <Button id="filter" narrow onTap={() => setFolded(!folded)}>
          {folded ? words.filter : words.unfilter}
        </Button>
        {isFiltered(filter) && (
          <Button id="filter-clear" narrow onTap={() => onFilter({ view: filter.view })}>
            {words.clear}
          </Button>
        )}
      </SavedViews>
      {/* In a parent of its own: beside the list, unfolding and folding would hand every row to the screen again. */}
      <View>{!folded && <Filters me={me} filter={filter} onFilter={onFilter} />}</View>
      <View>
        <List
          id="cases"
          query={cases}
          keyOf={(row) => row.id}
          row={(row) => <CaseRow row={row} chosen={row.id === chosen} onTap={() => onOpen(row)} />}
          empty={{
            title,
            advice,
            ...(filter.view === 'mine' && !isFiltered(filter)
              ? { action: { id: 'cases-order', words: words.order, onTap: () => go('newOrder') } }
              : {}),
          }}
        />
      </View>
    </>
  )
}

const states = (Object.keys(caseStates) as CaseState[]).map((value) => ({ value, label: caseStates[value] }))
const ANY = 'any'
const any = { value: ANY, label: words.anyState } as const
const kinds = openKinds.map((value) => ({ value, label: caseKinds[value] }))

function Filters({ me, filter, onFilter }: Pick<Props, 'me' | 'filter' | 'onFilter'>) {
  return (
    <View className="case-list__filters">
      <SearchField
        id="search"
        label={words.search}
        hint={words.searchHint}
        most={40}
        find={words.find}
        initial={filter.search}
        onFind={(search) => onFilter({ ...filter, search: search || undefined })}
      />
      <View className="page__gap" />
      <Choice
        id="state"
        label={words.state}
        options={[any, ...states]}
        value={filter.state ?? ANY}
        onChange={(state) => onFilter({ ...filter, state: state === ANY ? undefined : state })}
      />
      <Choice
        id="kind"
        label={words.kind}
        options={[any, ...kinds]}
        value={filter.kind ?? ANY}
        onChange={(kind) => onFilter({ ...filter, kind: kind === ANY ? undefined : kind })}
      />
      {(filter.view === 'area' || filter.view === 'overdue') && (
        <AreaChoice me={me} filter={filter} onFilter={onFilter} />
      )}
    </View>
  )
}

/** The areas right below the highest post. */
function AreaChoice({ me, filter, onFilter }: Pick<Props, 'me' | 'filter' | 'onFilter'>) {
  const top = me.posts.flatMap((post) => post.areaId ?? []).sort((one, other) => one.length - other.length)[0]
  const below = useQuery('area.children', top === undefined ? undefined : { parentId: top })
  const rows = below.data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <Choice
      id="area"
      label={words.area}
      options={[{ value: ANY, label: words.ownArea }, ...rows.map(({ id, name }) => ({ value: id, label: name }))]}
      value={filter.areaId ?? ANY}
      onChange={(areaId) => onFilter({ ...filter, areaId: areaId === ANY ? undefined : areaId })}
    />
  )
}
