import type { BindingRecord, PersonRecord } from '../../cloudfunctions/domain/person/record'
import type { AuditEntry } from '../../cloudfunctions/kernel/audit'
import { bindingId } from '../../cloudfunctions/kernel/session'
import type { Persona } from '../../local/main'
import { loadDemo } from '../../scripts/demo'
import type { Api } from '../../types/api'
import { startTestCloud, type TestCloud } from './cloud'

type ActionOf = keyof Api
type Answer<Name extends ActionOf> =
  | { ok: true; data: Api[Name]['output'] }
  | { ok: false; error: { code: string; message: string; detail?: Record<string, unknown> } }

/** A local cloud with the demo county in it, whose people call by the ids of their personas or by any openid. */
export interface DemoCloud {
  cloud: TestCloud
  /** Calls as a persona (`worker-tian`) or, where there is none of that id, as that openid. */
  call<Name extends ActionOf>(
    who: string,
    action: Name,
    data: unknown,
    more?: { requestId?: string },
  ): Promise<Answer<Name>>
  /** The answer's data; throws when it was refused. */
  ask<Name extends ActionOf>(who: string, action: Name, data: unknown): Promise<Api[Name]['output']>
  /** The code of the refusal, or `ok`. */
  codeOf(who: string, action: ActionOf, data: unknown, more?: { requestId?: string }): Promise<string>
  /** Documents of a collection as they lie in the store, 1,000 at most. */
  rows<Row = Record<string, unknown>>(collection: string, filter?: object): Row[]
  bindingOf(who: string): BindingRecord | undefined
  personOf(who: string): PersonRecord
  /** Who looked at somebody, oldest first. */
  looksAt(personId: string): AuditEntry[]
}

/** @param more personas beside those of the demo, for people with a number of their own */
export async function startDemoCloud(more: Persona[] = []): Promise<DemoCloud> {
  const { personas, documents } = await loadDemo()
  const all = [...personas, ...more]
  const cloud = await startTestCloud({ personas: all })
  for (const [collection, rows] of Object.entries(documents)) await cloud.database.bulkInsert(collection, rows)
  const openidOf = (who: string) => all.find(({ id }) => id === who)?.openid ?? who
  const call: DemoCloud['call'] = (who, action, data, options) =>
    cloud.as(openidOf(who)).call(action, data as object, options) as never
  const rows = <Row>(collection: string, filter: object = {}) =>
    cloud.database.read(collection, { limit: 1000, skip: 0, filter: filter as never }) as Row[]
  const bindingOf = (who: string) => rows<BindingRecord>('bindings', { _id: bindingId(openidOf(who)) })[0]
  return {
    cloud,
    call,
    ask: async (who, action, data) => {
      const answer = await call(who, action, data)
      if (!answer.ok) throw new Error(`${action}: ${JSON.stringify(answer.error)}`)
      return answer.data
    },
    codeOf: async (who, action, data, options) => {
      const answer = await call(who, action, data, options)
      return answer.ok ? 'ok' : answer.error.code
    },
    rows,
    bindingOf,
    personOf: (who) => rows<PersonRecord>('people', { _id: bindingOf(who)!.personId })[0]!,
    looksAt: (personId) =>
      rows<AuditEntry>('audit', { subjectIds: personId }).sort((a, b) => a.at.getTime() - b.at.getTime()),
  }
}
