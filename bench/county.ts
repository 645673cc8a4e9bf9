/** An invented county for benches: more villages than the demo, each with somebody to call as. */
import type { HouseholdRecord } from '../cloudfunctions/domain/person/record'
import type { Persona } from '../local/main'
import { documentsOf, invent } from '../scripts/demo'
import { castDemo } from '../scripts/demo/personas'
import { storePosts, storesOf } from '../scripts/demo/store'

export interface BenchCounty {
  /** Documents by collection, sign-ins among them. */
  documents: Record<string, object[]>
  personas: Persona[]
  /** Villages by number: `villager-3`, `worker-3` and `member-3` live in the fourth. */
  villages: number
  households: HouseholdRecord[]
}

/** The same county at every call. @param villages how many have people, at most 306 */
export function benchCounty(villages: number): BenchCounty {
  const county = invent(1, { villages })
  for (const village of county.villages) village.posts.push(...storePosts(village))
  const { personas, bindings } = castDemo(
    county,
    county.villages.map((_, index) => String(index)),
  )
  const documents = { ...documentsOf(county), ...storesOf(county.villages), bindings }
  return { documents, personas, villages, households: county.villages.flatMap(({ households }) => households) }
}
