/** A QR place as it is stored. */
import type { Location } from '#types/common'
import type { KnownRequest } from '../../kernel/requests'

export interface PlaceRecord {
  /** The token in the code: opaque, made from the maker's id and the requestId, whose 74 random bits nobody guesses. */
  _id: string
  name: string
  areaId: string
  areas: string[]
  location?: Location
  /** The printable mini-program code. */
  codeFileId: string
  madeBy: string
  at: Date
  version: number
  requests: KnownRequest[]
}
