/** Lists and a case's page among many cases against the same among 10,000: the same people with the same rows, call by call. */
import { v7 } from 'uuid'
import type { CaseRecord } from '../cloudfunctions/domain/case/record'
import { startTestCloud, type TestCloud } from '../test/support/cloud'
import { startDemoCloud } from '../test/support/demo'
import { callCosts } from './calls'
import { type BenchCounty, benchCounty } from './county'
import { atMost, type Line, median } from './report'

/** How much longer at most (architecture.md §6, for a million against 10,000). */
const mostTimes = 1.5

const few = 10_000
const pairs = 60
const perInsert = 5_000

/** Rows that lie with the people who look, in the first village, on both sides alike. */
const near = 100

/** One of so many cases is still open: a county settles what it takes up. */
const closedPerOpen = 20

/** Real cases of every state, from the walk through the loop. */
async function templates(): Promise<CaseRecord[]> {
  const cloud = await startDemoCloud({ workers: 1 })
  try {
    await callCosts(cloud)
    return cloud.database.read('cases', { limit: 1000, skip: 0 }) as unknown as CaseRecord[]
  } finally {
    await cloud.close()
  }
}

/** `count` cases all over the county, made from real ones; the first belong to villager-0 and lie in that villager's grid. */
function* cases(
  count: number,
  { documents, households }: BenchCounty,
  samples: readonly CaseRecord[],
): Generator<object> {
  const grids = new Map((documents.areas as { _id: string; name: string }[]).map((area) => [area._id, area.name]))
  const bindings = documents.bindings as { openid: string; personId: string; areas: string[] }[]
  const looker = bindings.find(({ openid }) => openid === 'demo-villager-0')!
  const open = samples.filter((sample) => sample.open && sample.level === 'grid')
  const closed = samples.filter((sample) => !sample.open)
  const day = 86_400_000
  for (let n = 0; n < count; n++) {
    const isOpen = n < near ? n % 2 === 0 : n % closedPerOpen === 0
    const from = isOpen ? open : closed
    const sample = from[n % from.length]!
    const home = households[(n * 401) % households.length]!
    const areas = n < near ? looker.areas : home.areas
    const filerId = n < near ? looker.personId : `person:${areas[2]}:${(n % 50) + 1}:1`
    // spread over two years back; what is open is due within a month
    const at = new Date(sample.updatedAt.getTime() - (n % 730) * day)
    const due = isOpen ? { nextDue: new Date(sample.nextDue.getTime() + (n % 30) * day) } : {}
    yield {
      ...{ ...sample, ...due, areas, filerId, village: areas[2], areaName: grids.get(areas.at(-1)!) },
      ...{ _id: `case-${n}`, number: `LS-${n}`, submittedAt: at, updatedAt: at, outbox: [], ownerId: undefined },
    }
  }
}

async function seeded(count: number, county: BenchCounty, samples: readonly CaseRecord[]): Promise<TestCloud> {
  const cloud = await startTestCloud({ workers: 1, personas: county.personas })
  const { documents } = county
  for (const [collection, rows] of Object.entries(documents)) await cloud.database.bulkInsert(collection, rows)
  let batch: object[] = []
  for (const one of cases(count, county, samples)) {
    if (batch.push(one) < perInsert) continue
    await cloud.database.bulkInsert('cases', batch)
    batch = []
  }
  if (batch.length > 0) await cloud.database.bulkInsert('cases', batch)
  return cloud
}

const looks = [
  ['list of what is to do in a grid', 'leader-0', 'case.list', { view: 'todo' }],
  ['list of a villager’s own', 'villager-0', 'case.list', { view: 'mine' }],
  ['list of a whole county', 'county-leader', 'case.list', { view: 'area' }],
  ['list of a county’s closed cases', 'county-leader', 'case.list', { view: 'area', state: 'closed' }],
  ['detail', 'leader-0', 'case.get', { caseId: 'case-0' }],
] as const

/** Milliseconds that a call takes a caller. */
async function timed(cloud: TestCloud, who: string, action: string, input: object): Promise<number> {
  const began = performance.now()
  const answer = await cloud.as(`demo-${who}`).call(action, input, { requestId: v7() })
  if (!answer.ok) throw new Error(`${action} by ${who}: ${answer.error.code} ${answer.error.message}`)
  return performance.now() - began
}

/** One line for each look: the middle of the ratios of pairs of calls. @param many how many cases the fuller side has */
export async function listLines(many: number): Promise<Line[]> {
  const [county, samples] = [benchCounty(40), await templates()]
  const sides = [await seeded(few, county, samples), await seeded(many, county, samples)] as const
  try {
    const lines: Line[] = []
    for (const [what, who, action, input] of looks) {
      const times: [few: number, many: number][] = []
      for (let pair = 0; pair < pairs; pair++) {
        const of = (side: 0 | 1) => timed(sides[side], who, action, input)
        // either side goes first in turn
        const [first, second] = pair % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)
        const taken = { [first]: await of(first), [second]: await of(second) } as { 0: number; 1: number }
        if (pair >= 10) times.push([taken[0], taken[1]])
      }
      const ratio = median(times.map(([least, most]) => most / least))
      const [least, most] = [median(times.map(([time]) => time)), median(times.map(([, time]) => time))]
      lines.push(
        atMost(
          `${what}, ${many.toLocaleString('en-US')} cases against ${few.toLocaleString('en-US')}`,
          ratio,
          mostTimes,
          {
            unit: ' ×',
            note: `${most.toFixed(1)} of ${least.toFixed(1)} ms`,
            values: { times },
          },
        ),
      )
    }
    return lines
  } finally {
    await Promise.all(sides.map((side) => side.close()))
  }
}
