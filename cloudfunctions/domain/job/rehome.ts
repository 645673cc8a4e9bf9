/**
 * Re-homing: what lay in ended areas gets the chains of their successors. What was moved no longer meets the question for
 * what is left, so a run may end anywhere and a later one goes on. Closed cases stay where they were: they are history.
 */
import { findAreas, movedChain, movedId } from '../area'
import { refreshSnapshots } from '../post'
import { carryBooks } from './carry-books'
import type { Lease } from './lease'
import type { Outcome, Tools } from './tools'

type Moves = ReadonlyMap<string, readonly string[]>
type Found = { _id: string; areas: string[]; version: number } & Record<string, unknown>

/** Other instances trust their area tree for a minute and may still file into the old area: the last sweep waits longer. */
const settleMs = 120_000

const pageSize = 100

/** The fields of a document that name an area beside its chain. */
function movedFields(doc: Found, fields: readonly string[], moves: Moves): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap((field) => (typeof doc[field] === 'string' ? [[field, movedId(doc[field] as string, moves)]] : [])),
  )
}

interface Lying {
  collection: string
  /** Its version counts something of its own and isn't raised. */
  keepsVersion?: true
  where?: object
  fields: readonly string[]
}

/** Where things lie by areas, and their other fields that name one. Areas come first, so that nothing new goes there. */
const lying: readonly Lying[] = [
  { collection: 'organizations', fields: ['areaId'] },
  { collection: 'households', fields: [] },
  { collection: 'people', fields: ['doubleGridId'] },
  { collection: 'posts', fields: ['areaId'] },
  { collection: 'bindings', fields: [] },
  { collection: 'places', fields: ['areaId'] },
  // a household's card lies where the household does
  { collection: 'cards', fields: [] },
  // an account's version counts its entries; it stays in the books of the village where it was opened
  { collection: 'accounts', keepsVersion: true, fields: [] },
  { collection: 'cases', where: { open: true }, fields: ['village', 'poolArea'] },
  { collection: 'activities', where: { live: true }, fields: ['areaId'] },
  // those that still go somewhere
  ...['declared', 'verified', 'published', 'objected'].map((state) => ({
    ...{ collection: 'claims', where: { state }, fields: ['village'] },
  })),
  // what waits in a village's queue is paid out of that village's budget
  { collection: 'claims', where: { state: 'deferred' }, fields: [] },
]

/** Documents that show where they lie by name. */
const showsPlace = new Set(['cases', 'activities'])

async function endAreas({ db }: Tools, { job }: Lease, today: string): Promise<void> {
  const { exists, inc } = db.command
  for (const { from, to } of job.moves ?? []) {
    const end = { validTo: today, successorId: to.at(-1), version: inc(1) }
    await db.update('areas', from, { validTo: exists(false) }, end)
  }
}

/** `钓鱼台村第一网格`: a case shows where it lies without another read. */
async function placeNames(
  { db, clock }: Tools,
  chains: readonly (readonly string[])[],
): Promise<(chain: readonly string[]) => string> {
  const nodes = await findAreas(db, [...new Set(chains.flat())], clock())
  return (chain) => {
    const village = nodes.get(chain.find((id) => nodes.get(id)?.level === 'village') ?? '')
    const last = nodes.get(chain.at(-1) ?? '')
    return last && village && last !== village ? `${village.name}${last.name}` : (last?.name ?? '')
  }
}

/** Moves one page of a collection; answers how many were found. */
async function movePage(
  { db }: Tools,
  { collection, where = {}, fields, keepsVersion }: Lying,
  root: string,
  moves: Moves,
  nameOf: (chain: readonly string[]) => string,
): Promise<{ found: Found[]; moved: number }> {
  const found = await db.find<Found>(collection, { where: { areas: root, ...where }, limit: pageSize })
  const written = await Promise.all(
    found.map((doc) => {
      const areas = movedChain(doc.areas, moves)
      const names = showsPlace.has(collection) ? { areaName: nameOf(areas) } : {}
      const version = doc.version + (keepsVersion ? 0 : 1)
      const change = { areas, ...movedFields(doc, fields, moves), ...names, version }
      return db.update(collection, doc._id, { version: doc.version }, change)
    }),
  )
  return { found, moved: written.filter(Boolean).length }
}

/** Whose sign-ins carry these posts. */
function holdersOf(posts: readonly Found[]): string[] {
  const deputies = posts.flatMap(({ leave }) => (leave as { deputyId: string } | undefined)?.deputyId ?? [])
  return [...new Set([...posts.map(({ personId }) => personId as string), ...deputies])]
}

/** Snapshots that a run owes: noted before the posts are written, so that a death in between forgets nobody. */
async function refreshOwed({ db, clock }: Tools, lease: Lease): Promise<void> {
  await refreshSnapshots(db, lease.job.owedSnapshots ?? [], clock())
}

async function moveAll(tools: Tools, lease: Lease, one: Lying, moves: Moves): Promise<void> {
  const { db } = tools
  const root = lease.job.areaId
  const nameOf = await placeNames(tools, [...moves.values()])
  for (;;) {
    if (tools.late()) return
    if (one.collection === 'posts') {
      const ahead = await db.find<Found>('posts', { where: { areas: root }, limit: pageSize })
      await lease.save({ owedSnapshots: holdersOf(ahead) })
    }
    const { found, moved } = await movePage(tools, one, root, moves, nameOf)
    if (one.collection === 'posts') await refreshOwed(tools, lease)
    if (found.length === 0) return
    if (moved === 0) throw new Error(`${one.collection} kept changing while they were re-homed`)
    const { done, changed } = lease.job
    await lease.save({ done: done + moved, applied: done + moved, changed: changed + moved })
  }
}

/** What is still to be moved. */
async function countLeft({ db }: Tools, root: string): Promise<number> {
  const counts = await Promise.all(
    lying.map(({ collection, where }) => db.count(collection, { areas: root, ...where })),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}

/** Re-homes until nothing is left, and looks once more when no instance can still have filed into the old area. */
export async function rehome(tools: Tools, lease: Lease, today: string): Promise<Outcome> {
  const { job } = lease
  const moves: Moves = new Map((job.moves ?? []).map(({ from, to }) => [from, to]))
  await endAreas(tools, lease, today)
  await carryBooks(tools, lease)
  await refreshOwed(tools, lease)
  await lease.save({ total: job.done + (await countLeft(tools, job.areaId)) })
  for (const one of lying) await moveAll(tools, lease, one, moves)
  const settledAt = new Date(job.at.getTime() + settleMs)
  const finished = tools.clock() >= settledAt && (await countLeft(tools, job.areaId)) === 0
  return { finished, change: finished || tools.late() ? {} : { notBefore: settledAt } }
}
