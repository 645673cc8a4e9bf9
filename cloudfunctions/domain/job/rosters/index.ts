/** The rosters that import and export. Only the function `job` loads them. */
import type { Roster } from '#types/job'
import type { RosterWork } from '../roster'
import { areasRoster } from './areas'
import { householdsRoster } from './households'
import { organizationsRoster } from './organizations'
import { peopleRoster } from './people'
import { postsRoster } from './posts'

/** Each with types of its own, which only its own functions need to know. */
export const rosterWorks = {
  areas: areasRoster,
  organizations: organizationsRoster,
  households: householdsRoster,
  people: peopleRoster,
  posts: postsRoster,
} as unknown as Record<Roster, RosterWork>
