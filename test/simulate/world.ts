/** The local cloud that a simulation lives in: the demo county, a clock that it sets, and faults from the seed. */
import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { v7 } from 'uuid'
import { businessDate, timeOfDay } from '#types/business-date'
import type { BindingRecord } from '../../cloudfunctions/domain/person/record'
import { bindingId } from '../../cloudfunctions/kernel/session'
import type { FaultOptions, Persona } from '../../local/main'
import { type Answer, startTestCloud, type TestCloud } from '../support/cloud'
import { castSimulation } from './cast'
import { owing } from './checks/effects'
import type { Books, Hand, Somebody } from './life'
import { streamOf, type Turn } from './plan'

/** How a world is made. */
export interface WorldOptions {
  seed: number
  /** Folder of the bundled functions; those of the build unless a test has others. */
  functions?: string
  /** Rates of faults instead of the usual ones. */
  faults?: Omit<FaultOptions, 'seed'>
}

/**
 * Tries without an answer after which something is broken, not just unlucky. A run of the clock sends thirty requests and more,
 * so that every second one meets a fault; nobody waits for it, and the platform starts it again every minute.
 */
const mostTries = { call: 10, clock: 60 }

/** How long somebody waits until they try again, in milliseconds. */
const patience = 30_000

/** Codes of answers that are none: the same call may succeed in a moment. */
const passing = new Set(['INTERNAL', 'BUSY'])

/** Failures of a call that say nothing about whether it was carried out. */
const unknown = new Set(['UNANSWERED', 'FUNCTIONS_EXECUTE_FAIL', 'FUNCTIONS_TIME_LIMIT_EXCEEDED'])

/** A rule that doesn't hold: the simulation ends here. */
export class Wrong extends Error {}

const client = { version: '1.0.0', platform: 'test' }

let template: Promise<{ data: string; personas: Persona[] }> | undefined

/** The demo county, loaded once a process into a folder that every world starts from a copy of. */
function countyTemplate() {
  template ??= (async () => {
    const data = mkdtempSync(path.join(tmpdir(), 'sandan-county-'))
    process.once('exit', () => rmSync(data, { recursive: true, force: true }))
    const { personas, documents } = await castSimulation()
    const cloud = await startTestCloud({ data, personas })
    for (const [collection, rows] of Object.entries(documents)) await cloud.database.bulkInsert(collection, rows)
    await cloud.close()
    return { data, personas }
  })()
  return template
}

export class World {
  readonly people = new Map<string, Somebody>()
  /** What was done, in order, a line each. */
  readonly history: string[] = []
  /** Documents that may have changed since the last look, `collection/id`. */
  readonly touched = new Set<string>()
  private readonly told = new Map<string, object[]>()
  private time = 0

  private constructor(
    private readonly cloud: TestCloud,
    private readonly seed: number,
  ) {}

  static async start({ seed, functions, faults }: WorldOptions): Promise<World> {
    const { data: from, personas } = await countyTemplate()
    const data = mkdtempSync(path.join(tmpdir(), 'sandan-simulate-'))
    cpSync(from, data, { recursive: true })
    const cloud = await startTestCloud({
      ...{ data, personas, faults: { seed, ...faults }, warn: () => undefined },
      ...(functions ? { functions } : {}),
    })
    const world = new World(cloud, seed)
    for (const { id, openid = '' } of personas) {
      const binding = world.books.row<BindingRecord>('bindings', bindingId(openid))
      if (binding) world.people.set(id, { ...binding, id, openid })
    }
    return world
  }

  get books(): Books {
    const { cloud } = this
    return {
      rows: <Row>(collection: string, filter: object = {}) => this.read<Row>(collection, filter),
      row: <Row>(collection: string, id: string) => this.read<Row>(collection, { _id: id })[0],
      told: <Fact>(about: string) => (this.told.get(about) ?? []) as Fact[],
      // as it is when it is asked for: tries after lost answers take their time
      get now() {
        return cloud.now()
      },
    }
  }

  /** Moves the clock to an instant, where it stands; never back. */
  at(instant: number): void {
    this.time = Math.max(this.time, instant)
    this.cloud.stopClock(new Date(this.time))
  }

  /** What somebody can do in their turn. */
  hand(turn: Turn, rivalled: boolean): Hand {
    let calls = 0
    const next = () => `${turn.id}.${calls++}`
    return this.handOf(this.somebody(turn.who), { rivalled, next, random: streamOf(this.seed, turn.id) })
  }

  private handOf(me: Somebody, turn: { rivalled: boolean; random: Hand['random']; next: () => string }): Hand {
    const { rivalled, random, next } = turn
    const world = this
    return {
      me,
      rivalled,
      random,
      get books() {
        return world.books
      },
      somebody: (who) => this.somebody(who),
      with: (who) => this.handOf(this.somebody(who), turn),
      call: (action, data) => this.callUntilAnswered(me, next(), action, data) as never,
      photo: () => this.upload(me, next()),
      tell: (about, fact) => this.told.set(about, [...(this.told.get(about) ?? []), fact]),
      touched: (collection, id) => this.touched.add(`${collection}/${id}`),
      wrong: (problem) => {
        throw new Wrong(problem)
      },
    }
  }

  /** Lets the clock function run, however often it takes until a run comes through. */
  async tick(): Promise<void> {
    const before = new Date(this.time)
    await this.untilAnswered('clock', `clock at ${this.time}`, (name) => this.cloud.fire('clock', name))
    await this.cloud.idle()
    for (const collection of ['cases', 'claims'])
      for (const { _id } of this.read<{ _id: string }>(collection, { updatedAt: { $gte: before } }))
        this.touched.add(`${collection}/${_id}`)
  }

  /** Waits for what comes after calls, such as the pushes of content checks. */
  async settle(): Promise<void> {
    await this.cloud.idle()
  }

  /** Whether any document still says that it owes effects, now or later. */
  owes(): boolean {
    return owing.some((collection) => this.read(collection, { outboxDue: { $exists: true } }).length > 0)
  }

  async close(): Promise<void> {
    await this.cloud.close()
    rmSync(this.cloud.data, { recursive: true, force: true })
  }

  private somebody(who: string): Somebody {
    const found = this.people.get(who)
    if (!found) throw new Error(`nobody is called ${who}`)
    return found
  }

  private read<Row>(collection: string, filter: object): Row[] {
    const rows = this.cloud.database.read(collection, { limit: 1_000_000, skip: 0, filter: filter as never })
    // an index may give them in the order of something drawn at random, such as codes; ids follow from the seed
    return rows.sort((one, other) => (String(one._id) < String(other._id) ? -1 : 1)) as Row[]
  }

  /** Tries until there is a result, moving the clock on between tries. */
  private async untilAnswered<T>(
    what: keyof typeof mostTries,
    name: string,
    attempt: (name: string) => Promise<T | undefined>,
  ): Promise<T> {
    for (let tries = 1; tries <= mostTries[what]; tries++) {
      const result = await attempt(name).catch((error: { code?: string }) => {
        if (!unknown.has(error.code ?? '')) throw error
      })
      if (result !== undefined) return result
      this.at(this.time + patience)
    }
    throw new Wrong(`${name}: no answer after ${mostTries[what]} tries`)
  }

  private async callUntilAnswered(me: Somebody, id: string, action: string, data: object): Promise<Answer> {
    const random = createHash('sha256').update(`${this.seed} ${id}`).digest().subarray(0, 16)
    const requestId = v7({ msecs: this.time, seq: 0, random })
    let tries = 0
    const answer = await this.untilAnswered('call', `${id} ${action} by ${me.id}`, async (name) => {
      tries += 1
      const event = { action, data, requestId, client }
      const got = (await this.cloud.call('api', event, { openid: me.openid, name })) as Answer
      return got.ok || !passing.has(got.error.code) ? got : undefined
    })
    this.note(`${me.id} ${action}${tries > 1 ? ` (${tries} tries)` : ''} ${answer.ok ? 'ok' : answer.error.code}`)
    return answer
  }

  private note(what: string): void {
    const now = new Date(this.time)
    this.history.push(`${businessDate(now)} ${timeOfDay(now)} ${what}`)
  }

  /** Through the door, as the browser twin uploads. */
  private async upload(me: Somebody, id: string): Promise<string> {
    const post = async <T>(at: string, body: string | FormData, headers: Record<string, string> = {}) =>
      (await (await fetch(`${this.cloud.url}${at}`, { method: 'POST', body, headers })).json()) as T
    const { token } = await post<{ token: string }>('/login', JSON.stringify({ persona: me.id }))
    const form = new FormData()
    const name = createHash('sha256').update(`${this.seed} ${id}`).digest('hex').slice(0, 32)
    form.set('cloudPath', `u/${name}.jpg`)
    form.set('file', new Blob(['photo']), 'photo.jpg')
    const { fileID } = await post<{ fileID: string }>('/files', form, { authorization: `Bearer ${token}` })
    return fileID
  }
}
