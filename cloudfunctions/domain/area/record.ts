/** An area as it is stored. It never moves: renaming or merging ends it and names its successor. */
import type { Location } from '#types/common'
import type { AreaLevel } from '#types/roles'

export interface AreaRecord {
  /** 12-digit statistical code down to the village (6 for the county, 9 for a town), four digits more a level below. */
  _id: string
  parentId?: string
  level: AreaLevel
  name: string
  /** Ids from the county down to this area. */
  areas: string[]
  /** Outline as GeoJSON, one closed outer ring of [longitude, latitude], GCJ-02. Only grids have one, and not all. */
  boundary?: { type: 'Polygon'; coordinates: [number, number][][] }
  center?: Location
  /** Business dates. */
  validFrom: string
  validTo?: string
  successorId?: string
  /** The area that ended in this one by a renaming or merger. */
  formerId?: string
  version: number
}
