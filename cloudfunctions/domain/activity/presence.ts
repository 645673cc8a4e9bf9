/** Whether somebody is where the activity is: compared once, answered yes or no, and forgotten. Pure. */
import distance from '@turf/distance'
import type { Location } from '#types/common'
import type { ActivityRecord, Presence } from './record'

export type Nearness = 'here' | 'notAsked' | 'unknown' | 'tooFar'

/** notAsked: the activity names no point; unknown: it does, and the caller's phone told none. */
export function nearness(
  { location: place, radius }: Pick<ActivityRecord, 'location' | 'radius'>,
  location: Location | undefined,
): Nearness {
  if (!place) return 'notAsked'
  if (!location) return 'unknown'
  const metres = distance([place.longitude, place.latitude], [location.longitude, location.latitude], {
    units: 'meters',
  })
  return metres <= radius ? 'here' : 'tooFar'
}

/** What is stored of a check: the instant, and that the place was right. */
export const presenceOf = (at: Date, found: 'here' | 'notAsked'): Presence => ({
  at,
  ...(found === 'here' ? { within: true as const } : {}),
})
