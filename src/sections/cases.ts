/** Opening the tab 单子 with a view already chosen. The tab takes the filter away once it has used it. */
import type { CaseListInput } from '#types/case'
import { goTab } from '@/platform/go'
import { storage } from '@/platform/storage'

/** Which list, and which state of it, the tab shows first. */
export type CasesFilter = Pick<CaseListInput, 'view' | 'state'>

/** Where the filter waits for the tab. */
export const CASES_FILTER = 'cases.filter'

/** Shows the tab 单子 with this list. */
export function openCases(filter: CasesFilter): void {
  storage.set(CASES_FILTER, filter)
  goTab('cases')
}
