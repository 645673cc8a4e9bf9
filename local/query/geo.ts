import distance from '@turf/distance'
import pointInPolygon from 'point-in-polygon-hao'
import { boundsOf } from '../store/index-key'
import { type Document, isDocument, valuesAt } from './value'

type Position = [longitude: number, latitude: number]

/** The radius, in metres, with which MongoDB turns angles into distances. */
const EARTH = 6_378_100

/** A geometry as what it is made of: lone points as segments of no length, and its areas, each an outer ring and its holes. */
interface Parts {
  segments: [Position, Position][]
  areas: Position[][][]
}

const segmentsOf = (line: Position[]) => line.slice(1).map((end, at): [Position, Position] => [line[at]!, end])

const point = (position: Position): Parts => ({ segments: [[position, position]], areas: [] })
const line = (positions: Position[]): Parts => ({ segments: segmentsOf(positions), areas: [] })
const area = (rings: Position[][]): Parts => ({ segments: rings.flatMap(segmentsOf), areas: [rings] })

function together(parts: Parts[]): Parts {
  return { segments: parts.flatMap(({ segments }) => segments), areas: parts.flatMap(({ areas }) => areas) }
}

const SHAPES: Record<string, (coordinates: never) => Parts> = {
  Point: point,
  LineString: line,
  Polygon: area,
  MultiPoint: (many: Position[]) => together(many.map(point)),
  MultiLineString: (many: Position[][]) => together(many.map(line)),
  MultiPolygon: (many: Position[][][]) => together(many.map(area)),
}

function partsOf(geometry: unknown): Parts | null {
  if (!isDocument(geometry) || !Array.isArray(geometry.coordinates)) return null
  return SHAPES[String(geometry.type)]?.(geometry.coordinates as never) ?? null
}

function required(geometry: unknown): Parts {
  const parts = partsOf(geometry)
  if (!parts) throw new Error(`unknown GeoJSON type: ${JSON.stringify(geometry)}`)
  return parts
}

/** Inside an area or on its edge. */
const covers = ({ areas }: Parts, position: Position) =>
  areas.some((rings) => pointInPolygon(position, rings) !== false)

const side = ([ax, ay]: Position, [bx, by]: Position, [px, py]: Position) =>
  Math.sign((bx - ax) * (py - ay) - (by - ay) * (px - ax))

const between = ([ax, ay]: Position, [bx, by]: Position, [px, py]: Position) =>
  Math.min(ax, bx) <= px && px <= Math.max(ax, bx) && Math.min(ay, by) <= py && py <= Math.max(ay, by)

function crosses([a, b]: [Position, Position], [c, d]: [Position, Position]): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}

function touches([a, b]: [Position, Position], [c, d]: [Position, Position]): boolean {
  const on = (from: Position, to: Position, at: Position) => side(from, to, at) === 0 && between(from, to, at)
  return crosses([a, b], [c, d]) || on(a, b, c) || on(a, b, d) || on(c, d, a) || on(c, d, b)
}

function intersects(left: Parts, right: Parts): boolean {
  return (
    left.segments.some(([start]) => covers(right, start)) ||
    right.segments.some(([start]) => covers(left, start)) ||
    left.segments.some((one) => right.segments.some((other) => touches(one, other)))
  )
}

function within(inner: Parts, outer: Parts): boolean {
  return inner.segments.every(
    (segment) => segment.every((end) => covers(outer, end)) && !outer.segments.some((edge) => crosses(segment, edge)),
  )
}

function metresTo(center: Position, { segments }: Parts): number[] {
  return segments.flatMap((segment) => segment.map((end) => distance(center, end, { units: 'radians' }) * EARTH))
}

const numberOr = (value: unknown, otherwise: number) => (typeof value === 'number' ? value : otherwise)
const centerOf = (operand: Document) => (operand.$geometry as { coordinates: Position }).coordinates

/** For each operator, its argument made into a test of one GeoJSON value of a document. */
const TESTS: Record<string, (operand: Document) => (parts: Parts) => boolean> = {
  $geoIntersects: ({ $geometry }) => {
    const searched = required($geometry)
    return (parts) => intersects(parts, searched)
  },
  $geoWithin: ({ $geometry, $centerSphere }) => {
    if (Array.isArray($centerSphere)) {
      const [center, radians] = $centerSphere as [Position, number]
      return (parts) => metresTo(center, parts).every((metres) => metres <= radians * EARTH)
    }
    const searched = required($geometry)
    return (parts) => within(parts, searched)
  },
  $nearSphere: (operand) => {
    required(operand.$geometry)
    const [least, most] = [numberOr(operand.$minDistance, 0), numberOr(operand.$maxDistance, Infinity)]
    return (parts) => {
      const metres = Math.min(...metresTo(centerOf(operand), parts))
      return least <= metres && metres <= most
    }
  },
}

/** Operators by place, in the form mingo takes them: path and argument in, a test of a document out. Distances are metres. */
export const GEO_OPERATORS = Object.fromEntries(
  Object.entries(TESTS).map(([name, test]) => [
    name,
    (path: string, operand: Document) => {
      const matches = test(operand)
      return (document: Document) =>
        valuesAt(document, path, false).values.some((value) => {
          const parts = partsOf(value)
          return parts !== null && matches(parts)
        })
    },
  ]),
)

/** Metres from a point to the nearest corner of the place at `path`; infinite when there is none. */
export function distanceTo(center: Position, document: Document, path: string): number {
  const places = valuesAt(document, path, false)
    .values.map(partsOf)
    .filter((parts) => parts !== null)
  return Math.min(...places.flatMap((parts) => metresTo(center, parts)))
}

/** Where a filter asks for what is near, nearest first: the path and the point. */
export function nearOf(filter: Document): { path: string; center: Position } | null {
  for (const [path, condition] of Object.entries(filter)) {
    if (path === '$and') {
      for (const part of condition as Document[]) {
        const near = nearOf(part)
        if (near) return near
      }
    } else if (isDocument(condition) && isDocument(condition.$nearSphere))
      return { path, center: centerOf(condition.$nearSphere) }
  }
  return null
}

const WORLD: [number, number, number, number] = [-180, 180, -90, 90]

function around([longitude, latitude]: Position, metres: number): typeof WORLD {
  // A little more than exact, so that rounding leaves nothing out.
  const north = ((metres / EARTH) * 180) / Math.PI + 1e-6
  const east = north / Math.cos((latitude * Math.PI) / 180)
  if (!(Math.abs(latitude) + north < 89) || !(Math.abs(longitude) + east < 180)) return WORLD
  return [longitude - east * 1.01, longitude + east * 1.01, latitude - north, latitude + north]
}

/** The edges (west, east, south, north) outside which nothing satisfies the operator; null when it isn't one by place. */
export function searchedBounds(operator: string, operand: Document): typeof WORLD | null {
  if (!(operator in TESTS)) return null
  if (operator === '$nearSphere') return around(centerOf(operand), numberOr(operand.$maxDistance, Infinity))
  if (!Array.isArray(operand.$centerSphere)) return boundsOf(operand.$geometry)
  const [center, radians] = operand.$centerSphere as [Position, number]
  return around(center, radians * EARTH)
}
