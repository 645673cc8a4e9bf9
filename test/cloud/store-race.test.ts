/** Fifty callers of one household at one item of which there are twenty: through the real SDK, under faults, under kill -9. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { v7 } from 'uuid'
import { storeIdOf } from '#types/store'
import { accountId, award, vintageOf } from '../../cloudfunctions/domain/ledger'
import type { AccountRecord } from '../../cloudfunctions/domain/ledger/record'
import type { BindingRecord } from '../../cloudfunctions/domain/person/record'
import { movesOf } from '../../cloudfunctions/domain/store/movement'
import type { GoodsRecord, RedemptionRecord } from '../../cloudfunctions/domain/store/record'
import { comeIn } from '../../cloudfunctions/domain/store/stock'
import { bindingId } from '../../cloudfunctions/kernel/session'
import { demoVillages, loadDemo } from '../../scripts/demo'
import { randomFrom } from '../../scripts/demo/random'
import { bookChecks } from '../simulate/checks/books'
import { type Reservation, storeChecks } from '../simulate/checks/store'
import type { Books } from '../simulate/life'
import { type Answer, startTestCloud } from '../support/cloud'
import { KillableCloud } from '../support/killable'

const seeds = 20
const callers = 50
const pieces = 20
const price = 3
const mostTries = 60

const storeId = storeIdOf(demoVillages[0].id)
const openidOf = (caller: number) => `o-race-${caller}`

/** The cloud as the race needs it, wherever it runs. A call that nobody answers rejects. */
interface Ground {
  call(event: object, openid: string, name: string): Promise<unknown>
  advance(milliseconds: number): Promise<void> | void
  insert(collection: string, documents: object[]): Promise<void>
  rows<Row>(collection: string, filter?: object): Promise<Row[]>
  /** Told each answer as it comes. */
  answered?(count: number): void
}

/** The demo county, with fifty phones in one household, and points in it for all seeds. */
async function county() {
  const { personas, documents } = await loadDemo()
  const villager = (documents.bindings as BindingRecord[]).find(({ openid }) => openid === 'demo-villager-tian')!
  const phones = Array.from({ length: callers }, (_, caller): BindingRecord => {
    const openid = openidOf(caller)
    return { ...villager, _id: bindingId(openid), openid, personId: `race:${caller}` }
  })
  const id = accountId('goods', { kind: 'household', id: villager.householdId! })
  const opened = (documents.accounts as AccountRecord[]).find(({ _id }) => _id === id)!
  const { account, entry } = award(opened, seeds * pieces * price, vintageOf('carryOver', '2026-11-02'), {
    ...{ cause: 'race', at: new Date('2026-11-02T02:00:00Z'), words: { what: '比赛' } },
  })
  return {
    personas,
    accountId: id,
    documents: {
      ...documents,
      bindings: [...documents.bindings!, ...phones],
      accounts: (documents.accounts as AccountRecord[]).map((one) => (one._id === id ? account : one)),
      entries: [...documents.entries!, entry],
    },
  }
}

/** Twenty pieces of something new on the shelf, come in by a movement. */
async function stock({ insert, rows }: Ground, seed: number): Promise<string> {
  const [sample] = await rows<GoodsRecord>('goods', { storeId })
  const { donor: _donor, limit: _limit, ...plain } = sample!
  const _id = `goods:race:${seed}`
  const empty: GoodsRecord = { ...plain, _id, name: `第 ${seed} 种`, price, stock: 0, reserved: 0, version: 1 }
  const filled = comeIn(empty, 'purchase', pieces)
  const by = { id: 'race', name: '进货' }
  await insert('stockMoves', movesOf(filled, { key: `race:${seed}`, at: new Date('2026-11-01T00:00:00Z'), by }))
  await insert('goods', [filled.goods])
  return _id
}

/** Calls again with the same requestId until there is an answer; between tries time passes, so that what died lets go. */
async function reserve(ground: Ground, seed: number, caller: number, goodsId: string): Promise<Answer<Reservation>> {
  const requestId = v7()
  const event = {
    ...{ action: 'redemption.reserve', data: { goodsId, quantity: 1, price }, requestId },
    client: { version: '1.0.0', platform: 'test' },
  }
  for (let tries = 0; tries < mostTries; tries++) {
    const answer = (await ground.call(event, openidOf(caller), `race ${seed} ${caller}`).catch(() => undefined)) as
      | Answer<Reservation>
      | undefined
    if (answer && (answer.ok || !['INTERNAL', 'BUSY'].includes(answer.error.code))) return answer
    await ground.advance(31_000)
  }
  throw new Error(`no answer after ${mostTries} tries`)
}

/** Everything that the checks of the simulation find wrong. */
async function problemsOf(ground: Ground, told: readonly Reservation[]): Promise<string[]> {
  const names = ['accounts', 'entries', 'goods', 'stockMoves', 'redemptions', 'stores']
  const found = new Map(await Promise.all(names.map(async (name) => [name, await ground.rows<object>(name)] as const)))
  const fits = (row: object, filter: object) =>
    Object.entries(filter).every(([key, value]) =>
      key === 'items.goodsId'
        ? (row as RedemptionRecord).items.some(({ goodsId }) => goodsId === value)
        : (row as Record<string, unknown>)[key] === value,
    )
  const books: Books = {
    rows: <Row>(name: string, filter: object = {}) => found.get(name)!.filter((row) => fits(row, filter)) as Row[],
    row: <Row>(name: string, id: string) => found.get(name)!.find((row) => fits(row, { _id: id })) as Row,
    told: <Fact>() => [...told] as Fact[],
    now: new Date(),
  }
  return [...bookChecks.daily!(books), ...storeChecks.daily!(books)]
}

/** Fifty at once. @param account whose points pay @param told reservations answered so far, of earlier seeds too */
async function race(ground: Ground, seed: number, account: string, told: Reservation[]): Promise<void> {
  const balance = async () => (await ground.rows<AccountRecord>('accounts', { _id: account }))[0]!.balance
  const goodsId = await stock(ground, seed)
  const before = await balance()
  const random = randomFrom(seed)
  const queue = Array.from({ length: callers }, (_, caller) => caller).sort(() => random.jitter())
  let count = 0
  const answers = await Promise.all(
    queue.map(async (caller) => {
      const answer = await reserve(ground, seed, caller, goodsId)
      ground.answered?.(++count)
      return answer
    }),
  )
  const sold = answers.flatMap((answer) => (answer.ok ? [answer.data] : []))
  const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.error.code]))
  told.push(...sold.map(({ id, points }) => ({ id, points })))
  expect({ seed, sold: sold.length, refused }).toEqual({
    ...{ seed, sold: pieces },
    refused: Array.from({ length: callers - pieces }, () => 'OUT_OF_STOCK'),
  })
  expect(await balance()).toBe(before - pieces * price)
  expect(await problemsOf(ground, told)).toEqual([])
}

describe('fifty callers, one account, twenty pieces, twenty seeds', () => {
  test.each([
    ['as they are', false],
    ['under faults', true],
  ])(
    '%s: exactly twenty are sold, nobody is charged twice, the books sum to zero',
    async (_, faulty) => {
      const { personas, documents, accountId: account } = await county()
      // Read at each decision: another seed, other faults.
      const faults = { seed: 0 }
      const cloud = await startTestCloud({ personas, workers: 4, warn: () => undefined, ...(faulty ? { faults } : {}) })
      try {
        const ground: Ground = {
          call: (event, openid, name) => cloud.call('api', event, { openid, name }),
          advance: (milliseconds) => cloud.advance(milliseconds),
          insert: (collection, rows) => cloud.database.bulkInsert(collection, rows),
          rows: async <Row>(collection: string, filter: object = {}) =>
            cloud.database.read(collection, { limit: 100_000, skip: 0, filter: filter as never }) as Row[],
        }
        for (const [collection, rows] of Object.entries(documents)) await ground.insert(collection, rows)
        const told: Reservation[] = []
        for (let seed = 1; seed <= seeds; seed++) {
          faults.seed = seed
          await race(ground, seed, account, told)
        }
      } finally {
        await cloud.close()
      }
    },
    900_000,
  )

  test('with kill -9 in the middle: the same', async () => {
    const { personas, documents, accountId: account } = await county()
    const data = mkdtempSync(path.join(tmpdir(), 'sandan-race-'))
    const cloud = new KillableCloud(data, personas)
    let killAt = 0
    let offset = 0
    let restarted = cloud.start()
    /** Asks the process that runs now, or the next one: what was asked of a dead one is asked anew by whoever waits for it. */
    const whenUp = async <T>(work: () => Promise<T>) => {
      await restarted
      return work()
    }
    const ground: Ground = {
      call: (event, openid) => whenUp(() => cloud.ask('call', 'api', event, { openid })),
      advance: async (milliseconds) => {
        offset += milliseconds
        await whenUp(() => cloud.ask('advance', milliseconds)).catch(() => undefined)
      },
      insert: (collection, rows) => whenUp(() => cloud.ask('insert', collection, rows)),
      rows: <Row>(collection: string, filter: object = {}) =>
        whenUp(() => cloud.ask('rows', collection, filter)) as Promise<Row[]>,
      answered: (count) => {
        if (count !== killAt) return
        restarted = cloud
          .kill()
          .then(() => cloud.start())
          .then(() => cloud.ask('advance', offset))
      },
    }
    try {
      for (const [collection, rows] of Object.entries(documents)) await ground.insert(collection, rows)
      const told: Reservation[] = []
      for (let seed = 1; seed <= seeds; seed++) {
        killAt = randomFrom(seed).between(1, callers - 5)
        await race(ground, seed, account, told)
      }
    } finally {
      await restarted
      await cloud.close()
      rmSync(data, { recursive: true, force: true })
    }
  }, 900_000)
})
