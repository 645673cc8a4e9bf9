/**
 * What the points of a village need when it ends (domain.md §3). Under another code it goes on with its rules, its month's
 * budget and its store. Merged into another, its people come under that village's rules: no meeting decides for another village. Whoever
 * works with the rules is told.
 */
import type { Role } from '#types/roles'
import { businessDate } from '../../kernel/time'
import { type AreaRecord, findIn, inTurns } from '../area'
import { carryBudget } from '../claim'
import type { MessageRecord } from '../message'
import { inForce, type PostRecord } from '../post'
import { carryRules, rulesOn } from '../rule'
import { carryStore } from '../store'
import type { Lease } from './lease'
import type { Tools } from './tools'

/** Who works with a village's rules. */
const told = ['villageSecretary', 'gridLeader', 'gridWorker'] as const satisfies Role[]

type Village = Pick<AreaRecord, '_id' | 'name' | 'areas' | 'formerId'>

/** A village that has ended, and the one that its people are in from now on. */
interface Passing {
  from: Village
  to: Village
}

async function passingsOf({ db }: Tools, { job }: Lease): Promise<Passing[]> {
  const moves = (job.moves ?? []).map(({ from, to }) => ({ from, to: to.at(-1) ?? '' }))
  const ids = moves.flatMap(({ from, to }) => [from, to])
  const found = await findIn<AreaRecord>(db, 'areas', '_id', ids, { level: 'village' })
  const villages = new Map(found.map((area) => [area._id, area]))
  return moves.flatMap(({ from, to }) => {
    const [one, other] = [villages.get(from), villages.get(to)]
    return one && other ? [{ from: one, to: other }] : []
  })
}

/** A sentence for those who work there: by which rules it goes on. Pure. */
function sentenceOf({ from, to }: Passing, version: number): string {
  const rules =
    version > 0
      ? `${to.name}现行的积分细则（第 ${version} 版）`
      : `系统自带的积分细则，直到${to.name}开村民代表会议议定自己的细则`
  return `${from.name}并入${to.name}，从今天起新的申报按${rules}办；${from.name}原来的细则不再使用，已经公示的不变。`
}

/** Tells both villages' secretaries and workers, once a person however often the job runs. */
async function tellOf({ db, clock }: Tools, { job }: Lease, passing: Passing): Promise<void> {
  const now = clock()
  const [from, to] = [passing.from._id, passing.to._id]
  const where = { areas: db.command.in([from, to]), role: db.command.in([...told]) }
  const [posts, { version }] = await Promise.all([
    db.find<PostRecord>('posts', { where, limit: 1000 }),
    rulesOn(db, to, businessDate(now), now),
  ])
  const people = new Set(posts.filter((post) => inForce(post, businessDate(now))).map(({ personId }) => personId))
  const text = sentenceOf(passing, version)
  const page = `packages/points/rules/index?areaId=${to}`
  const messages = [...people].map(
    (personId): MessageRecord => ({
      ...{ _id: `rules:${job._id}:${from}:${personId}`, personId, at: now },
      ...{ kind: 'points', text, page, read: false },
    }),
  )
  await db.insertAll('messages', messages)
}

/**
 * Carries over, or tells; before anybody is moved, so that nobody comes under rules that aren't there yet. Repeated with each
 * run of the job, because other instances may still enter a version under the old code for a while.
 */
export async function carryBooks(tools: Tools, lease: Lease): Promise<void> {
  const { db } = tools
  await inTurns(await passingsOf(tools, lease), async (passing) => {
    const { from, to } = passing
    if (to.formerId !== from._id) return tellOf(tools, lease, passing)
    await carryRules(db, from._id, to)
    await carryBudget(db, from._id, to)
    await carryStore(db, from._id, to)
  })
}
