/** Words of a store that the whole village reads: they must be clear at once, because nobody reviews a price tag. */

import type { GenericSchema } from 'valibot'
import type { Api } from '#types/api'
import type { ActionName } from '#types/permissions'
import { type Action, action, type Call } from '../../kernel/action'
import { refuse } from '../../kernel/errors'
import type { CheckResult } from '../../kernel/platform'

/** WeChat's scene for what is shown to all. */
const scene = 3

/**
 * An action whose words WeChat checks while the session is read.
 * @param said the words of an input that others will read
 * @throws Refusal CONTENT_REFUSED for words that are risky or would want a look; what can't be checked passes
 */
export function saying<Name extends ActionName>(
  name: Name,
  schema: GenericSchema<unknown, Api[Name]['input']>,
  said: (input: Api[Name]['input']) => readonly (string | undefined)[],
  handler: (call: Call, input: Api[Name]['input']) => Promise<Api[Name]['output']>,
): Action {
  return action<Name, CheckResult>(
    name,
    schema,
    (call, input, check) =>
      check === 'risky' || check === 'review' ? refuse('CONTENT_REFUSED') : handler(call, input),
    async ({ platform, openid }, input) => {
      const words = said(input).filter((one) => one)
      return words.length > 0 ? platform.checkText(openid, words.join('\n'), scene) : 'pass'
    },
  )
}
