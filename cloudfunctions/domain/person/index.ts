/** The noun person: who somebody is, who confirms it, and who looks at it. */
import {
  PersonConfirmInput,
  PersonContactInput,
  PersonDoubleRegisterInput,
  PersonMeInput,
  PersonPendingInput,
  PersonRegisterInput,
  PersonSearchInput,
  PersonSeenInput,
  PersonSkillsInput,
} from '#types/person'
import { type Action, action, type Early } from '../../kernel/action'
import { bindingId } from '../../kernel/session'
import { confirm } from './confirm'
import { contact, search, seen } from './look'
import { readMe } from './me'
import { doubleRegister, setSkills } from './own'
import { pending } from './pending'
import type { BindingRecord } from './record'
import { register } from './register'

export { erasedName } from './decide'
export { eraseRoster } from './erase'
export { membersOf } from './members'
export { pendingWithin } from './pending'
export type { BindingRecord, HouseholdRecord, PersonRecord } from './record'

/** The caller's own binding, read beside the session. */
const ownBinding = ({ db, openid }: Early) => db.get<BindingRecord>('bindings', bindingId(openid))

export const personActions: Action[] = [
  action('person.me', PersonMeInput, (call, _input, binding) => readMe(call, binding), ownBinding),
  action('person.register', PersonRegisterInput, register, ownBinding),
  action('person.pending', PersonPendingInput, pending),
  action('person.confirm', PersonConfirmInput, confirm),
  action('person.search', PersonSearchInput, search),
  action('person.contact', PersonContactInput, contact),
  action('person.seen', PersonSeenInput, (call, { cursor }) => seen(call, cursor)),
  action('person.skills', PersonSkillsInput, setSkills),
  action('person.doubleRegister', PersonDoubleRegisterInput, doubleRegister),
]
