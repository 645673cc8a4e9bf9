/**
 * Redemptions on the local cloud, durably: reserving and handing over, 8 households at once, each with its own goods, beside
 * the same database requests sent bare to the store in the same run. What differs is what the SDK, the functions and the wire
 * cost; fifty callers on one account and one item are a test, because there it is right or wrong, not fast or slow.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { award, openAccount } from '../cloudfunctions/domain/ledger'
import type { PersonRecord } from '../cloudfunctions/domain/person/record'
import type { GoodsRecord } from '../cloudfunctions/domain/store/record'
import { collections, indexes } from '../cloudfunctions/indexes'
import { type Binding, bindingId } from '../cloudfunctions/kernel/session'
import { createDatabase, type Database } from '../local/wire/database'
import { startTestCloud, type TestCloud } from '../test/support/cloud'
import { type BenchCounty, benchCounty } from './county'
import { callers, type Pace, pace } from './pace'
import { type Line, median } from './report'

const instances = 4
const rounds = 5
const perRound = { redeem: 60, bare: 300 }

type Body = Record<string, unknown>
type Documents = Record<string, object[]>

const openidOf = (lane: number) => `bench-household-${lane}`
const goodsIdOf = (lane: number) => `goods:bench:${lane}`
const device = 'bench-device-1'

/** Households of one village with points for all rounds, and an item of the village's store for each. */
function furnish({ documents }: BenchCounty): { documents: Documents; storeId: string } {
  const [model] = documents.goods as [GoodsRecord]
  const villagers = (documents.people as PersonRecord[]).filter(
    ({ areas, householdId }) => householdId && areas.includes(model.areas.at(-1)!),
  )
  const homes = new Map(villagers.map((person) => [person.householdId!, person]))
  const chosen = [...homes.values()].slice(-callers)
  const goods = chosen.map((_, lane): GoodsRecord => {
    const { limit: _limit, ...unlimited } = model
    return { ...unlimited, _id: goodsIdOf(lane), name: `商品${lane}`, price: 1, stock: 1_000_000, reserved: 0 }
  })
  const bindings = chosen.map((person, lane): Binding => {
    const { _id: personId, name, householdId, areas } = person
    const openid = openidOf(lane)
    return {
      ...{ _id: bindingId(openid), openid, personId, formerIds: [], standing: 'confirmed', name },
      ...{ householdId: householdId!, areas, posts: [], version: 1, requests: [] },
    }
  })
  const books = chosen.map(({ householdId, name, areas }, lane) => {
    const account = openAccount('goods', { owner: { kind: 'household', id: householdId! }, name, areas })
    const draft = { cause: `bench:${lane}`, at: new Date(), words: { what: '试算' } }
    return award(account, 1_000_000, { year: '2026', ends: null }, draft)
  })
  const owned = new Set(books.map(({ account }) => account._id))
  const others = (documents.accounts as { _id: string }[]).filter(({ _id }) => !owned.has(_id))
  return {
    storeId: model.storeId,
    documents: {
      ...documents,
      goods: [...documents.goods!, ...goods],
      bindings: [...documents.bindings!, ...bindings],
      accounts: [...others, ...books.map(({ account }) => account)],
      entries: [...documents.entries!, ...books.map(({ entry }) => entry)],
    },
  }
}

/** One redemption: the household reserves, the keeper verifies and hands over in one tap. */
function redeemer(cloud: TestCloud, storeId: string, keeper: string): (lane: number) => Promise<void> {
  const called = async <Data>(openid: string, action: string, data: object): Promise<Data> => {
    const answer = await cloud.as(openid).call<Data>(action, data)
    if (!answer.ok) throw new Error(`${action}: ${answer.error.code} ${answer.error.message}`)
    return answer.data
  }
  return async (lane) => {
    const asked = { goodsId: goodsIdOf(lane), quantity: 1, price: 1 }
    const { code } = await called<{ code: string }>(openidOf(lane), 'redemption.reserve', asked)
    await called(keeper, 'redemption.handOver', { storeId, code, deviceId: device })
  }
}

/** The database requests of one redemption in each lane, in the order in which they were sent. */
async function record(cloud: TestCloud, redeem: (lane: number) => Promise<void>): Promise<Body[][]> {
  const { database } = cloud
  const handle = database.handle.bind(database)
  const recorded: Body[][] = []
  try {
    for (let lane = 0; lane < callers; lane++) {
      const bodies: Body[] = []
      database.handle = (body) => {
        bodies.push({ ...body })
        return handle(body)
      }
      await redeem(lane)
      recorded.push(bodies)
    }
  } finally {
    database.handle = handle
  }
  return recorded
}

/** What is unique in a redemption: ids of the documents it inserts, its code and its token. */
function uniqueIn(bodies: readonly Body[]): string[] {
  const inserted = bodies
    .filter(({ action }) => action === 'database.insertDocument')
    .flatMap(({ data }) => data as string[])
    .map((text) => JSON.parse(text) as { _id: string; code?: string; token?: string })
  return inserted.flatMap(({ _id, code, token }) => [_id, ...(code ? [code] : []), ...(token ? [token] : [])])
}

/** Sends recorded requests with ids of their own to a store that has the same documents. */
function bareWork(database: Database, recorded: readonly Body[][]): (n: number, lane: number) => Promise<void> {
  const texts = recorded.map((bodies) => ({
    unique: uniqueIn(bodies),
    bodies: bodies.map((body) =>
      JSON.stringify({ ...body, transactionId: body.transactionId ? '<transaction>' : undefined }),
    ),
  }))
  let run = 0
  return async (_n, lane) => {
    run += 1
    const { unique, bodies } = texts[lane]!
    // as long as what they stand for, and a version that was never there: a write that changes nothing could cost less
    const own = unique.map((text, n) => `${run}x${n}x`.padEnd(text.length, '0'))
    let transaction = ''
    for (const text of bodies) {
      const mine = unique.reduce((filled, one, n) => filled.replaceAll(one, own[n]!), text)
      const versioned = mine.replace(/\\"version\\":\d+/g, `\\"version\\":${run}`)
      const answer = await database.handle(JSON.parse(versioned.replace('<transaction>', transaction)))
      if (answer.code) throw new Error(`${JSON.parse(text).action}: ${answer.message}`)
      if (answer.transactionId) transaction = String(answer.transactionId)
    }
  }
}

/** The share of the bare store's rate, as the median of rounds in which both were run. */
export async function redemptionLines(): Promise<Line[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sandan-bench-'))
  const county = benchCounty(1)
  const { documents, storeId } = furnish(county)
  const keeper = county.personas.find(({ id }) => id === 'keeper-0')!.openid!
  const declared = { indexes, collections: [...collections] }
  const cloud = await startTestCloud({ ...declared, workers: instances, personas: county.personas })
  const bare = createDatabase({
    ...{ ...declared, directory: path.join(folder, 'bare'), unindexed: 'refuse' },
    ...{ now: () => new Date(), warn: console.warn },
  })
  try {
    for (const database of [cloud.database, bare])
      for (const [collection, rows] of Object.entries(documents)) await database.bulkInsert(collection, rows)
    const redeem = redeemer(cloud, storeId, keeper)
    await pace(5 * callers, (_n, lane) => redeem(lane))
    const recorded = await record(cloud, redeem)
    const work = bareWork(bare, recorded)
    await pace(100, work)
    const paces: { redeem: Pace; bare: Pace }[] = []
    for (let round = 0; round < rounds; round++) {
      const redeemed = () => pace(perRound.redeem, (_n, lane) => redeem(lane))
      const bared = () => pace(perRound.bare, work)
      const [first, second] = round % 2 ? [await bared(), await redeemed()] : [await redeemed(), await bared()]
      paces.push(round % 2 ? { bare: first, redeem: second } : { redeem: first, bare: second })
    }
    return [lineOf(paces, recorded[0]!.length)]
  } finally {
    await cloud.close()
    bare.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function lineOf(paces: readonly { redeem: Pace; bare: Pace }[], requests: number): Line {
  const rate = (name: 'redeem' | 'bare') => median(paces.map((round) => round[name].rate))
  const share = (by: (round: { redeem: Pace; bare: Pace }) => number) => median(paces.map(by))
  const ratio = share(({ redeem, bare }) => redeem.rate / bare.rate)
  const work = share(({ redeem, bare }) => bare.processorMs / redeem.processorMs)
  const rates = `${rate('redeem').toFixed(0)} of ${rate('bare').toFixed(0)} a second`
  return {
    what: 'reserve + hand over, share of the same documents bare on the store',
    measured: `${ratio.toFixed(3)} (${rates}; by processor time ${work.toFixed(3)}; ${requests} database requests)`,
    budget: 'no bound set',
    holds: null,
    values: { ratio, requests, paces },
  }
}
