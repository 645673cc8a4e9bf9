/** Filters that a person keeps under a name, on this device. Pure. */
import type { CaseFilter } from './filter'

export interface SavedView {
  name: string
  filter: CaseFilter
}

/** More would be a list to search in itself. */
export const mostSaved = 12

const keyOf = ({ view, state, kind, areaId, search }: CaseFilter) => JSON.stringify([view, state, kind, areaId, search])

/** The saved view that shows just this. */
export const savedAs = (saved: readonly SavedView[], filter: CaseFilter): SavedView | undefined =>
  saved.find((one) => keyOf(one.filter) === keyOf(filter))

/** With one more; a name or a filter that was there already is replaced, and beyond {@link mostSaved} the oldest goes. */
export const withView = (saved: readonly SavedView[], view: SavedView): SavedView[] =>
  [...saved.filter((one) => one.name !== view.name && keyOf(one.filter) !== keyOf(view.filter)), view].slice(-mostSaved)
