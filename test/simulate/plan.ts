/**
 * Who does something when, from a seed: pure. What exactly somebody does is drawn when the turn comes, from a stream of the
 * turn's own, so that leaving one turn out leaves the others as they were.
 */
import { type Random, randomFrom } from '../../scripts/demo/random'
import type { Life } from './life'

/** Somebody's turn. */
export interface Turn {
  /** Its name in every stream drawn for it. */
  id: string
  day: number
  /** Milliseconds since 1970. Turns of one instant are taken at once, against each other. */
  at: number
  /** A persona's id. */
  who: string
  life: string
}

const minute = 60_000
const dayMs = 24 * 60 * minute

/**
 * Monday 30 November 2026, 0:00 in Shanghai: whatever day it is, the same seed lives through the same calendar. Everything in
 * the demo county lies before it, and a longer life sees the year's end.
 */
const firstDay = Date.parse('2026-11-30T00:00:00+08:00')

/** When people are about: slots of ten minutes from 7:00 to 20:00, so that a call tried again stays within its own. */
const slots = { first: 7 * 6, last: 20 * 6 }
const perDay = { least: 30, most: 44 }

/** Share of turns in which somebody else acts at the same moment. */
const rivals = 0.15

/** The instant on a day, `minutes` after midnight in Shanghai. */
export const instantOf = (day: number, minutes: number): number => firstDay + day * dayMs + minutes * minute

/** A stream of its own for whatever has a name. */
export function streamOf(seed: number, name: string): Random {
  let mixed = seed >>> 0
  for (const letter of name) mixed = Math.imul(mixed ^ letter.codePointAt(0)!, 0x01000193) >>> 0
  return randomFrom(mixed)
}

/** Picks a key as often as its weight says. */
export function weighted<Key extends string>(random: Random, weights: Readonly<Record<Key, number>>): Key {
  const entries = Object.entries(weights) as [Key, number][]
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0)
  let rest = (random.between(0, 999_999) / 1_000_000) * total
  for (const [key, weight] of entries) {
    if (rest < weight) return key
    rest -= weight
  }
  return entries.at(-1)![0]
}

/** All turns of a seed, in order. */
export function planOf(seed: number, days: number, lives: readonly Life[]): Turn[] {
  const shares = Object.fromEntries(lives.map(({ name, share }) => [name, share]))
  return Array.from({ length: days }, (_, day) => day).flatMap((day) => {
    const random = streamOf(seed, `day ${day}`)
    const taken = new Set<number>()
    const wanted = random.between(perDay.least, perDay.most)
    while (taken.size < wanted) taken.add(random.between(slots.first, slots.last))
    return [...taken]
      .sort((a, b) => a - b)
      .flatMap((slot): Turn[] => {
        const turns = random.chance(rivals) ? 2 : 1
        return Array.from({ length: turns }, (_, place) => {
          const lived = weighted(random, shares)
          const life = lives.find(({ name }) => name === lived)!
          const id = `${day}.${slot}.${place}`
          return { id, day, at: instantOf(day, slot * 10), who: weighted(random, life.cast), life: life.name }
        })
      })
  })
}
