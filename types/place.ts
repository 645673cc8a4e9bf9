/** QR places: a lamp post or a notice board whose code opens 点单 with the place filled in. */
import * as v from 'valibot'
import { AreaId, Cursor, Id, Location, type Page, Words } from './common'

export const PlaceGetInput = v.strictObject({ token: Id })
export type PlaceGetInput = v.InferInput<typeof PlaceGetInput>
export const PlaceListInput = v.strictObject({ cursor: Cursor })
export type PlaceListInput = v.InferInput<typeof PlaceListInput>
export const PlaceCreateInput = v.strictObject({ areaId: AreaId, name: Words(40), location: v.optional(Location) })
export type PlaceCreateInput = v.InferInput<typeof PlaceCreateInput>
export interface PlaceView {
  token: string
  name: string
  areaId: string
  areaName: string
  location?: Location
  /** Link to the printable mini-program code, to the worker who made or lists it. */
  codeUrl?: string
}
export type PlacePage = Page<PlaceView>
