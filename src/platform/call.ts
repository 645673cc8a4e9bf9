import type { Api } from '#types/api'
import { hearTime } from './clock'
import { CallError } from './error'
import { newRequestId } from './request-id'
import { platform, send } from './transport'

declare const CLIENT_VERSION: string

export type ActionName = keyof Api & string
export type InputOf<Name extends ActionName> = Api[Name]['input']
export type OutputOf<Name extends ActionName> = Api[Name]['output']

/**
 * Calls one action of the cloud: `call('case.submit', input)`. What changes something goes through the outbox, which passes
 * the stored `requestId`; reads get a fresh one. Throws a {@link CallError}: the cloud's code and sentence, or NETWORK.
 */
export async function call<Name extends ActionName>(
  action: Name,
  data: InputOf<Name>,
  options: { requestId?: string } = {},
): Promise<OutputOf<Name>> {
  const requestId = options.requestId ?? (await newRequestId())
  const sentAt = Date.now()
  const answer = await send({ action, data, requestId, client: { version: CLIENT_VERSION, platform } })
  if (answer.at !== undefined) hearTime(answer.at, sentAt)
  if (answer.ok) return answer.data as OutputOf<Name>
  throw new CallError(answer.error.code, answer.error.message, answer.error.detail)
}
