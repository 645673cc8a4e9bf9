/** The noun area: the tree, who lies where, and how an area ends in a successor. */
import { AreaChildrenInput, AreaLocateInput, AreaMapInput, AreaSearchInput } from '#types/area'
import { type Action, action } from '../../kernel/action'
import { childrenOf, locateAreas, mapOf, searchAreas } from './look'

export { csvCells, divisionColumns, parseCsv, parseDivisions, placeName } from './divisions'
export { findAll, findIn, inTurns } from './find-all'
export { closedRing, gridAt, openRing, type Position } from './grid'
export { openArea, viewAreas } from './look'
export type { AreaRecord } from './record'
export { spoken } from './search'
export { endedInto, merging, movedChain, movedId, renaming, type Succession } from './succession'
export { type AreaNode, areasChanged, areaTree, findArea, findAreas, gridsOf } from './tree'

/** `area.chain` stands with posts, `area.rename` and `area.merge` with jobs: a noun imports in one direction only. */
export const areaActions: Action[] = [
  action('area.children', AreaChildrenInput, ({ db, now }, { parentId }) => childrenOf(db, parentId, now)),
  action('area.search', AreaSearchInput, ({ db, now }, { words }) => searchAreas(db, words, now)),
  action('area.locate', AreaLocateInput, ({ db, now }, { location }) => locateAreas(db, location, now)),
  action('area.map', AreaMapInput, ({ db, now }, { areaId }) => mapOf(db, areaId, now)),
]
