/**
 * Submitting and routing on the local cloud, durably, 8 callers at once and 4 instances, against two others in the same run:
 * an empty function that sends the same requests, and the same document work done bare on the store.
 */
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { v7 } from 'uuid'
import { collections, indexes } from '../cloudfunctions/indexes'
import { createDatabase, type Database } from '../local/wire/database'
import { startTestCloud, type TestCloud } from '../test/support/cloud'
import { type BenchCounty, benchCounty } from './county'
import { type Pace, pace } from './pace'
import { atLeast, type Line, median } from './report'

/** Least shares of the two others' rates (architecture.md §6); `govflow`: creations a second elsewhere, and the aim's multiple. */
const budgets = { ofTwin: 0.8, ofBare: 0.07, govflow: { lowest: 50, highest: 56, times: 5 } }

const instances = 4
/** One round runs each of the three in turn, so that what else the machine does falls on all alike. */
const rounds = 9
const perRound = { submit: 100, twin: 100, bare: 500 }
/**
 * Calls beforehand, until every instance knows the areas and posts of all villages, every grid has its counter of the day, and
 * all three are compiled: the more code, the more calls that takes, and a half-warm twin takes nearly twice its time.
 */
const warm = { submit: 6000, twin: 3000, bare: 500 }
/** Enough for the grids' counters of the day to be as small as in life. */
const villages = 20

type Body = Record<string, unknown>

/** Submissions by the county's villagers, from one household's place after another. */
function submitter(
  cloud: TestCloud,
  { households, villages }: BenchCounty,
): (n: number) => Promise<{ number: string }> {
  return async (n) => {
    // 401 is prime to the number of households: grid after grid, not door after door
    const { areas, number, location } = households[(n * 401) % households.length]!
    const place = { text: number, location, areaId: areas.at(-1) }
    const input = { kind: 'request', category: 'repair', words: `第 ${n} 件：厨房的灯坏了，晚上看不见`, place }
    const answer = await cloud.as(`demo-villager-${n % villages}`).call<{ number: string }>('case.submit', input)
    if (!answer.ok) throw new Error(`case.submit: ${answer.error.code} ${answer.error.message}`)
    return answer.data
  }
}

/** The database requests of one submission at a time, as the SDK sent them, with the readable number that was drawn. */
async function record(cloud: TestCloud, submit: (n: number) => Promise<{ number: string }>): Promise<string[]> {
  const { database } = cloud
  const handle = database.handle.bind(database)
  const taken: string[] = []
  try {
    for (let n = 0; n < 64; n++) {
      const bodies: Body[] = []
      database.handle = (body) => {
        bodies.push(body)
        return handle(body)
      }
      const { number } = await submit(n)
      const insert = bodies.find(
        ({ action, collectionName }) => action === 'database.insertDocument' && collectionName === 'cases',
      )
      const { _id } = JSON.parse((insert!.data as string[])[0]!)
      const shape = bodies.map(({ action, collectionName }) => `${String(action).slice(9)} ${collectionName}`)
      // an instance that reads its areas and posts, or a grid's first counter of the day, is not the rule
      if (shape.length === 4) taken.push(JSON.stringify(bodies).replaceAll(_id, '<id>').replaceAll(number, '<number>'))
    }
  } finally {
    database.handle = handle
  }
  if (taken.length < 8) throw new Error('submit no longer makes 4 database requests: bring bench/submit.ts up to date')
  return taken
}

/** The recorded requests with ids of their own, on a store with the same documents. */
function bareWork(database: Database, recorded: readonly string[]): (count: number) => (n: number) => Promise<void> {
  const ask = async (body: Body) => {
    const answer = await database.handle(body)
    if (answer.code) throw new Error(`${body.action}: ${answer.message}`)
  }
  let run = 0
  return (count) => {
    run += 1
    const prepared = Array.from({ length: count }, (_, n): Body[] => {
      const id = `${run}-${n}`
      return JSON.parse(recorded[n % recorded.length]!.replaceAll('<id>', id).replaceAll('<number>', id))
    })
    return async (n) => {
      const [read, insert, tell, count] = prepared[n] as [Body, Body, Body, Body]
      await ask(read)
      await ask(insert)
      await Promise.all([ask(tell), ask(count)])
    }
  }
}

/** The functions of dist and the twin in one folder. */
async function functionsWithTwin(folder: string): Promise<string> {
  const { buildFunctions } = await import('../config/functions.mjs')
  const output = path.join(folder, 'functions')
  await buildFunctions({ source: 'bench/functions', output })
  symlinkSync(path.resolve('dist/cloudfunctions/api'), path.join(output, 'api'))
  return output
}

async function fill(database: Database, documents: Record<string, object[]>): Promise<void> {
  for (const [collection, rows] of Object.entries(documents)) await database.bulkInsert(collection, rows)
}

/** Requests of the last calls of a function: the middle of their numbers. */
const requestsOf = (cloud: TestCloud, name: string) =>
  median(
    cloud.calls
      .filter(({ functionName }) => functionName === name)
      .slice(-50)
      .map(({ roundTrips }) => roundTrips),
  )

type Paces = Record<keyof typeof perRound, Pace>

/** Both ratios and the aim, as medians of rounds in which all three were run. */
export async function submitLines(): Promise<Line[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sandan-bench-'))
  const county = benchCounty(villages)
  const declared = { indexes, collections: [...collections, 'twins'] }
  const functions = await functionsWithTwin(folder)
  const cloud = await startTestCloud({ ...declared, functions, workers: instances, personas: county.personas })
  const bare = createDatabase({
    ...{ ...declared, directory: path.join(folder, 'bare'), unindexed: 'refuse' },
    ...{ now: () => new Date(), warn: console.warn },
  })
  try {
    await Promise.all([fill(cloud.database, county.documents), fill(bare, county.documents)])
    await cloud.database.bulkInsert('twins', [{ _id: 'count', count: 0 }])
    const submit = submitter(cloud, county)
    let filed = 0
    const runs = {
      submit: (count: number) => pace(count, () => submit(filed++)),
      twin: (count: number) => pace(count, () => cloud.call('twin', { id: v7() }, { openid: 'demo-villager-0' })),
      bare: (count: number) => {
        const work = prepare(count)
        return pace(count, work)
      },
    }
    // The cloud's time stands still from piece to piece: what an instance keeps for a minute stays kept however slow the machine.
    const warmAt = Date.now()
    const standStill = () => cloud.setClock(warmAt - Date.now())
    for (let done = 0; done < warm.submit; done += perRound.submit) {
      standStill()
      await runs.submit(perRound.submit)
    }
    const prepare = bareWork(bare, await record(cloud, submit))
    const ours = requestsOf(cloud, 'api')
    await runs.twin(warm.twin)
    await runs.bare(warm.bare)
    const theirs = requestsOf(cloud, 'twin')
    if (ours !== theirs)
      throw new Error(`submit sends ${ours} requests, its twin ${theirs}: bring bench/functions/twin up to date`)

    const paces: Paces[] = []
    for (let round = 0; round < rounds; round++) {
      standStill()
      const order = (['submit', 'twin', 'bare'] as const).map((_, index, all) => all[(index + round) % 3]!)
      const measured = {} as Paces
      for (const name of order) measured[name] = await runs[name](perRound[name])
      paces.push(measured)
    }
    return linesOf(paces)
  } finally {
    await cloud.close()
    bare.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function linesOf(paces: readonly Paces[]): Line[] {
  const rates = (name: keyof Paces) => median(paces.map((round) => round[name].rate))
  const ratio = (other: keyof Paces) => median(paces.map((round) => round.submit.rate / round[other].rate))
  const work = (other: keyof Paces) => median(paces.map((round) => round[other].processorMs / round.submit.processorMs))
  const against = (other: keyof Paces) => ({
    note: `${rates('submit').toFixed(0)} of ${rates(other).toFixed(0)} a second; by processor time ${work(other).toFixed(3)}`,
    values: { paces },
  })
  const { lowest, highest, times } = budgets.govflow
  const aim: Line = {
    what: 'submit + route against govflow’s creation, measured elsewhere',
    measured: `${rates('submit').toFixed(0)} a second`,
    budget: `aim ${times} × ${lowest}–${highest} a second`,
    holds: null,
    values: { rate: rates('submit') },
  }
  return [
    atLeast(
      'submit + route, share of an empty function with the same requests',
      ratio('twin'),
      budgets.ofTwin,
      against('twin'),
    ),
    atLeast(
      'submit + route, share of the same documents bare on the store',
      ratio('bare'),
      budgets.ofBare,
      against('bare'),
    ),
    aim,
  ]
}
