import { useDidShow } from '@tarojs/taro'
import { useState } from 'react'
import type { CaseListInput } from '#types/case'
import { storage } from '@/platform/storage'
import { CASES_FILTER, type CasesFilter } from '../cases'

/** What a list shows. */
export type CaseFilter = Omit<CaseListInput, 'cursor' | 'limit'>

const KEPT = 'cases.kept'

/** Whether anything is chosen beside the view. */
export const isFiltered = ({ state, kind, areaId, search }: CaseFilter): boolean =>
  Boolean(state ?? kind ?? areaId ?? search)

/** What another page asks to be shown, once. */
function taken(): CaseFilter | undefined {
  const asked = storage.get<CasesFilter>(CASES_FILTER)
  if (asked) storage.remove(CASES_FILTER)
  return asked
}

/**
 * The filter of the tab: what another page asked for, else what was chosen last time, else the first view. A view that the
 * posts no longer give falls back to the first.
 */
export function useCaseFilter(views: readonly CaseFilter['view'][]): [CaseFilter, (filter: CaseFilter) => void] {
  const [filter, setFilter] = useState<CaseFilter | undefined>(() => taken() ?? storage.get<CaseFilter>(KEPT))
  const keep = (next: CaseFilter) => {
    storage.set(KEPT, next)
    setFilter(next)
  }
  useDidShow(() => {
    const asked = taken()
    if (asked) keep(asked)
  })
  const first: CaseFilter = { view: views[0] ?? 'mine' }
  return [filter && views.includes(filter.view) ? filter : first, keep]
}
