/** The area tree on the wire. Codes are the 12-digit statistical codes down to the village, four more digits a level below. */
import * as v from 'valibot'
import { AreaId, type Location, Location as LocationSchema, Words } from './common'
import type { AreaLevel } from './roles'

export const AreaChildrenInput = v.strictObject({ parentId: v.optional(AreaId) })
export type AreaChildrenInput = v.InferInput<typeof AreaChildrenInput>
export interface AreaView {
  id: string
  parentId?: string
  level: AreaLevel
  name: string
  /** `尤店乡 · 钓鱼台村`: enough to tell two of one name apart. */
  fullName: string
  hasChildren: boolean
}
export interface AreaRows {
  rows: AreaView[]
}

export const AreaSearchInput = v.strictObject({ words: Words(20) })
export type AreaSearchInput = v.InferInput<typeof AreaSearchInput>

export const AreaLocateInput = v.strictObject({ location: LocationSchema })
export type AreaLocateInput = v.InferInput<typeof AreaLocateInput>

/** Outlines of the grids of a village, for choosing a place without a map service. Rings of [longitude, latitude], GCJ-02. */
export const AreaMapInput = v.strictObject({ areaId: AreaId })
export type AreaMapInput = v.InferInput<typeof AreaMapInput>
export interface AreaMapOutput {
  center?: Location
  grids: { id: string; name: string; ring: [number, number][] }[]
}

export const AreaChainInput = v.strictObject({})
export type AreaChainInput = v.InferInput<typeof AreaChainInput>
/** The four levels of the household's chain (四级包保): who answers for it, and their number to call in one tap. */
export interface ChainLink {
  /** For an opinion about somebody's conduct: whom it is about. Opaque, says nothing without the name. */
  personId?: string
  level: '县级' | '镇级' | '村级' | '网格'
  role: string
  name: string
  phone?: string
}
export interface AreaChainOutput {
  links: ChainLink[]
  /** Village police, lawyer and others of the village's directory. */
  helpers: ChainLink[]
}

export const AreaRenameInput = v.strictObject({ areaId: AreaId, newId: AreaId, name: Words(40) })
export type AreaRenameInput = v.InferInput<typeof AreaRenameInput>
export const AreaMergeInput = v.strictObject({ areaId: AreaId, intoId: AreaId })
export type AreaMergeInput = v.InferInput<typeof AreaMergeInput>
