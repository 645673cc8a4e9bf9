/**
 * Outlines of micro-grids: a village's rectangle cut into strips, one a group, some strips cut in two. Neighbours share
 * their corners exactly, so that the patches cover the rectangle without gap or overlap.
 */
import type { Random } from './random'

export type Point = [longitude: number, latitude: number]
/** Closed: the last point is the first; counterclockwise as GeoJSON asks. */
export type Ring = Point[]

export interface Rectangle {
  west: number
  south: number
  width: number
  height: number
}

/** About 0.1 m: fine enough for a house, and what makes shared corners equal to the last digit. */
const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6

/** One strip a group from west to east; `patches` says for each how many grids it has, 1 or 2. */
export function patchwork(random: Random, rectangle: Rectangle, patches: readonly (1 | 2)[]): Ring[][] {
  const { west, south, width, height } = rectangle
  const step = width / patches.length
  const point = (x: number, y: number): Point => [round(west + x), round(south + y)]
  const borders = Array.from({ length: patches.length + 1 }, (_, index) => {
    const inner = index > 0 && index < patches.length
    const bend = () => index * step + (inner ? random.jitter() * step * 0.2 : 0)
    return {
      bottom: point(bend(), 0),
      middle: point(bend(), height * (0.5 + random.jitter() * 0.1)),
      top: point(bend(), height),
    }
  })
  const closed = (ring: Ring): Ring => [...ring, ring[0]!]
  return patches.map((count, index) => {
    const left = borders[index]!
    const right = borders[index + 1]!
    if (count === 1) return [closed([left.bottom, right.bottom, right.middle, right.top, left.top, left.middle])]
    const center = point((index + 0.5) * step, height * (0.5 + random.jitter() * 0.1))
    return [
      closed([left.bottom, right.bottom, right.middle, center, left.middle]),
      closed([left.middle, center, right.middle, right.top, left.top]),
    ]
  })
}
