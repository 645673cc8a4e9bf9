/** Which grid a place lies in: point in polygon over the outlines of grids. */
import pointInPolygon from 'point-in-polygon-hao'
import type { Location } from '#types/common'

/** [longitude, latitude], GCJ-02. */
export type Position = [number, number]

interface GeoJson {
  type: string
  coordinates: Position[][]
}

/**
 * The outer ring of a stored outline. The SDK hands shapes out as objects of its own, which become GeoJSON by `toJSON`.
 * Undefined when there is none.
 */
export function openRing(boundary: unknown): Position[] | undefined {
  const shape = boundary as (Partial<GeoJson> & { toJSON?(): GeoJson }) | undefined
  const plain = typeof shape?.toJSON === 'function' ? shape.toJSON() : shape
  return plain?.coordinates?.[0]
}

/** The ring with its first position repeated at the end, as GeoJSON wants it. */
export function closedRing(ring: readonly Position[]): Position[] {
  const [first] = ring
  const last = ring.at(-1)
  if (!first || !last) return []
  const closed = first[0] === last[0] && first[1] === last[1]
  return closed ? [...ring] : [...ring, first]
}

/**
 * The grid whose outline holds the place, its edge included; on a common edge the first in the order given, so that the
 * answer is always the same. Undefined when no outline holds it.
 */
export function gridAt<G extends { ring?: Position[] }>(grids: readonly G[], location: Location): G | undefined {
  const point: Position = [location.longitude, location.latitude]
  return grids.find(
    ({ ring }) => ring !== undefined && ring.length >= 3 && pointInPolygon(point, [closedRing(ring)]) !== false,
  )
}
