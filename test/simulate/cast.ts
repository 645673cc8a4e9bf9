/** The people of the simulation: everybody of the demo, and the store's staff of its two smaller villages beside them. */
import type { BindingRecord, PersonRecord } from '../../cloudfunctions/domain/person/record'
import type { PostRecord } from '../../cloudfunctions/domain/post/record'
import { bindingId } from '../../cloudfunctions/kernel/session'
import type { Persona } from '../../local/main'
import { demoVillages, loadDemo } from '../../scripts/demo'
import { snapshotOf } from '../../scripts/demo/post'

const staff = { storeManager: 'manager', storeKeeper: 'keeper', storeInspector: 'inspector' } as const

/** What a world begins with. */
export interface Cast {
  personas: Persona[]
  documents: Record<string, object[]>
}

export async function castSimulation(): Promise<Cast> {
  const { personas, documents } = await loadDemo()
  const known = new Set(personas.map(({ id }) => id))
  const posts = documents.posts as PostRecord[]
  const people = new Map((documents.people as PersonRecord[]).map((person) => [person._id, person]))
  const more = demoVillages.flatMap(({ id: village, short }) =>
    (Object.keys(staff) as (keyof typeof staff)[]).flatMap((role) => {
      const id = `${staff[role]}-${short}`
      const post = posts.find((one) => one.role === role && one.areas.includes(village))
      const person = post && people.get(post.personId)
      return !person || known.has(id) ? [] : [{ id, person }]
    }),
  )
  const bindings = more.map(
    ({ id, person: { _id: personId, name, householdId, areas } }): BindingRecord => ({
      ...{ _id: bindingId(`demo-${id}`), openid: `demo-${id}`, personId, formerIds: [], standing: 'confirmed' },
      ...{ name, ...(householdId ? { householdId } : {}), areas, version: 1, requests: [] },
      posts: posts.filter((post) => post.personId === personId).map(snapshotOf),
    }),
  )
  return {
    personas: [
      ...personas,
      ...more.map(({ id, person }) => ({ id, openid: `demo-${id}`, name: person.name, title: '' })),
    ],
    documents: { ...documents, bindings: [...documents.bindings!, ...bindings] },
  }
}
