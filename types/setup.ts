/** First set-up: the one-time code that deployment prints makes its bearer the county's first administrator. */
import * as v from 'valibot'
import { Name } from './common'

export const SetupClaimInput = v.strictObject({
  /** As printed; spaces and dashes don't count. */
  code: v.pipe(
    v.string('请填写代码'),
    v.maxLength(80, '代码太长'),
    v.transform((code) => code.replace(/[\s-]/g, '').toUpperCase()),
    v.minLength(8, '代码不完整'),
  ),
  name: Name,
})
export type SetupClaimInput = v.InferInput<typeof SetupClaimInput>
export interface SetupClaimOutput {
  personId: string
  /** The county that the new administrator sets up. */
  areaId: string
}
