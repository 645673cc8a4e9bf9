/**
 * What an action is and what its handler is given. A noun's index.ts lists its actions with `action(name, schema, handler)`;
 * who may call them stands in types/permissions.ts; serve.ts puts the three together.
 */

import type { GenericSchema } from 'valibot'
import type { Api } from '#types/api'
import type { ActionName } from '#types/permissions'
import type { Session } from '#types/roles'
import type { Db } from './db'
import type { Ids } from './ids'
import type { Platform } from './platform'

/** One call as its handler sees it: input already validated, identity already known. */
export interface Call {
  action: ActionName
  requestId: string
  /** SHA-256 of the validated input, to tell a repeat from a reuse of the requestId. */
  inputHash: string
  /** The instant of the call: handlers and deciders never read a clock. */
  now: Date
  session: Session
  openid: string
  db: Db
  ids: Ids
  platform: Platform
  /** Refuses with FORBIDDEN unless a post with a role of this action's permission covers the area chain. */
  within(areas: readonly string[]): void
  /** Says that the handler has checked its scope by the case's own relations. */
  scopeChecked(): void
  /** Records, before the answer leaves, that the caller saw personal data of these people (at most 50 a call). */
  saw(personIds: readonly string[], what: string): void
}

/** What can be read before the session is known, at the same time as the session: it saves a round trip. */
export interface Early {
  db: Db
  ids: Ids
  platform: Platform
  openid: string
  now: Date
}

export interface Action<Name extends ActionName = ActionName> {
  name: Name
  schema: GenericSchema<unknown, Api[Name]['input']>
  /** Reads that don't depend on who is calling. It changes nothing, and nothing of it is answered without the handler. */
  first?(early: Early, input: Api[Name]['input']): Promise<unknown>
  handler(call: Call, input: Api[Name]['input'], first: unknown): Promise<Api[Name]['output']>
}

/** Declares an action of a noun. The schema must produce exactly the input type that types/api.ts promises. */
export function action<Name extends ActionName, First = undefined>(
  name: Name,
  schema: GenericSchema<unknown, Api[Name]['input']>,
  handler: (call: Call, input: Api[Name]['input'], first: First) => Promise<Api[Name]['output']>,
  first?: (early: Early, input: Api[Name]['input']) => Promise<First>,
): Action {
  return { name, schema, handler, ...(first ? { first } : {}) } as unknown as Action
}
