/** A county invented to any size on Luoshan's real areas: for the demo, and for benches that need many villages. */
import type { AreaRecord } from '../../cloudfunctions/domain/area/record'
import { countyId, readDivisions } from './divisions'
import { phonesFrom } from './names'
import { countyOffice, type Office, townOffice, villageOffice } from './offices'
import { randomFrom } from './random'
import { type InventedVillage, inventVillage, rectangleOf } from './village'

export interface Scale {
  /** Villages with people in them: ids, or how many of the 306, first codes first. */
  villages: readonly string[] | number
  /** Fewest and most in each of a village's eight grids, at least 6. */
  householdsPerGrid?: readonly [number, number]
}

export interface County {
  /** The real areas with the invented groups and grids. */
  areas: AreaRecord[]
  villages: InventedVillage[]
  offices: Office[]
}

/** The same seed and scale give the same county, to the last phone number. */
export function invent(seed: number, { villages: wanted, householdsPerGrid }: Scale): County {
  const random = randomFrom(seed)
  const phone = phonesFrom(1)
  const divisions = readDivisions()
  const byId = new Map(divisions.map((area) => [area._id, area]))
  const real = divisions.filter(({ level }) => level === 'village')
  const peopled = typeof wanted === 'number' ? real.slice(0, wanted) : wanted.map((id) => byId.get(id)!)
  const towns = [...new Set(peopled.map(({ parentId }) => parentId!))].map((id) => byId.get(id)!)
  const villages = peopled.map((village) => {
    const { west, south, width, height } = rectangleOf(real.indexOf(village))
    village.center = { longitude: round(west + width / 2), latitude: round(south + height / 2) }
    return inventVillage(random, village, { west, south, width, height }, phone, householdsPerGrid)
  })
  return {
    areas: [...divisions, ...villages.flatMap(({ areas }) => areas)],
    villages,
    offices: [
      countyOffice(random, byId.get(countyId)!, phone),
      ...towns.map((town) => townOffice(random, town, phone)),
      ...peopled.map((village) => villageOffice(random, village, phone)),
    ],
  }
}

const round = (degrees: number) => Number(degrees.toFixed(6))

/** The county's documents by collection. */
export function documentsOf({ areas, villages, offices }: County): Record<string, ({ _id: string } & object)[]> {
  const parts = [...villages, ...offices]
  return {
    areas,
    organizations: parts.flatMap(({ organizations }) => organizations),
    households: villages.flatMap(({ households }) => households),
    people: parts.flatMap(({ people }) => people),
    posts: parts.flatMap(({ posts }) => posts),
  }
}
