/** A local cloud with the demo county, and its people by their persona's id. */
import type { Api } from '#types/api'
import type { BindingRecord, PersonRecord } from '../../cloudfunctions/domain/person/record'
import type { AuditEntry } from '../../cloudfunctions/kernel/audit'
import { bindingId } from '../../cloudfunctions/kernel/session'
import type { CloudOptions } from '../../local/main'
import { loadDemo } from '../../scripts/demo'
import { type Answer, startTestCloud, type TestCloud } from './cloud'

type ActionOf = keyof Api

/** `who` is a persona (`worker-tian`) or, where there is none of that id, an openid. A requestId is made where none is given. */
export interface DemoCloud extends TestCloud {
  by<Name extends ActionOf>(
    who: string,
    action: Name,
    data: unknown,
    requestId?: string,
  ): Promise<Answer<Api[Name]['output']>>
  /** Calls; the answer must be ok, and its data come back. */
  ok<Name extends ActionOf>(who: string, action: Name, data: unknown, requestId?: string): Promise<Api[Name]['output']>
  /** Calls and answers the code of the refusal, or `ok`. */
  refused(who: string, action: ActionOf, data: unknown, requestId?: string): Promise<string>
  /** Lets time pass and the clock function run, as often as it has something to do. */
  pass(milliseconds: number): Promise<void>
  /** Documents of a collection as they lie in the store, 1,000 at most. */
  rows<Row = Record<string, unknown>>(collection: string, filter?: object): Row[]
  bindingOf(who: string): BindingRecord | undefined
  personOf(who: string): PersonRecord
  /** Who looked at somebody, oldest first. */
  looksAt(personId: string): AuditEntry[]
}

/**
 * When a demo cloud of a test begins: a Thursday morning, so that nothing depends on the day or the hour at which it is run.
 * Phones and browsers, whose own clock is the machine's, follow the cloud's by its answers.
 */
const startsAt = new Date('2026-11-26T02:00:00Z')

/** Hours in milliseconds. */
export const hours = (count: number): number => count * 3_600_000

/** Starts a test cloud and loads the demo county into it. `personas` are people beside those of the demo. */
export async function startDemoCloud({ personas = [], ...options }: Partial<CloudOptions> = {}): Promise<DemoCloud> {
  const demo = await loadDemo()
  const people = [...demo.personas, ...personas]
  const clock = { offsetMs: startsAt.getTime() - Date.now() }
  const cloud = await startTestCloud({ clock, ...options, personas: people })
  for (const [collection, documents] of Object.entries(demo.documents))
    await cloud.database.bulkInsert(collection, documents)
  const openidOf = (who: string) => people.find(({ id }) => id === who)?.openid ?? who
  const by = (who: string, action: ActionOf, data: unknown, requestId = cloud.freshId()) =>
    cloud.as(openidOf(who)).call(action, data as object, { requestId })
  const rows = <Row>(collection: string, filter: object = {}) =>
    cloud.database.read(collection, { limit: 1000, skip: 0, filter: filter as never }) as Row[]
  const bindingOf = (who: string) => rows<BindingRecord>('bindings', { _id: bindingId(openidOf(who)) })[0]
  return Object.assign(cloud, {
    by,
    ok: async (who: string, action: ActionOf, data: unknown, requestId?: string) => {
      const answer = await by(who, action, data, requestId)
      if (!answer.ok) throw new Error(`${action} by ${who}: ${answer.error.code} ${answer.error.message}`)
      return answer.data
    },
    refused: async (who: string, action: ActionOf, data: unknown, requestId?: string) => {
      const answer = await by(who, action, data, requestId)
      return answer.ok ? 'ok' : answer.error.code
    },
    pass: async (milliseconds: number) => {
      cloud.advance(milliseconds)
      await cloud.fire('clock')
    },
    rows,
    bindingOf,
    personOf: (who: string) => rows<PersonRecord>('people', { _id: bindingOf(who)!.personId })[0]!,
    looksAt: (personId: string) =>
      rows<AuditEntry>('audit', { subjectIds: personId }).sort((a, b) => a.at.getTime() - b.at.getTime()),
  }) as DemoCloud
}
