/** Who has a place and who waits: never more than the capacity, whoever signs off frees a place for the first waiting. Pure. */
import { mostWaiting } from '#types/activity'
import type { SignUpStatus } from '#types/activity-loop'

/** The people of an activity, in the order they came. */
export interface Places {
  capacity: number
  placed: readonly string[]
  waiting: readonly string[]
}

/** The fields of the activity that places fill. */
export interface PlaceFields {
  placed: string[]
  waiting: string[]
  taken: number
  queue: number
}

/** Most people who move up in one write: each is a document of its own in the same transaction. */
export const mostMoves = 20

export const placeFields = ({ placed, waiting }: Places): PlaceFields => ({
  placed: [...placed],
  waiting: [...waiting],
  taken: placed.length,
  queue: waiting.length,
})

/**
 * Somebody more, who isn't in yet: a place when one is free and nobody waits, else the end of the list.
 * @param queues whether there is a list to wait in: not once the activity has begun
 * @returns null when there is neither
 */
export function enter(
  places: Places,
  personId: string,
  queues: boolean,
): { places: Places; status: Extract<SignUpStatus, 'placed' | 'waiting'> } | null {
  if (places.placed.length < places.capacity && places.waiting.length === 0) {
    return { places: { ...places, placed: [...places.placed, personId] }, status: 'placed' }
  }
  if (!queues || places.waiting.length >= mostWaiting) return null
  return { places: { ...places, waiting: [...places.waiting, personId] }, status: 'waiting' }
}

/** The first waiting get the places that are free, `mostMoves` at once. */
export function moveUp(places: Places): { places: Places; moved: string[] } {
  const free = Math.max(0, places.capacity - places.placed.length)
  const moved = places.waiting.slice(0, Math.min(free, mostMoves))
  if (moved.length === 0) return { places, moved }
  const { placed, waiting } = places
  return { places: { ...places, placed: [...placed, ...moved], waiting: waiting.slice(moved.length) }, moved }
}

/** Somebody less; who moves up for it. */
export function leave(places: Places, personId: string): { places: Places; moved: string[] } {
  const without = (ids: readonly string[]) => ids.filter((id) => id !== personId)
  return moveUp({ ...places, placed: without(places.placed), waiting: without(places.waiting) })
}
