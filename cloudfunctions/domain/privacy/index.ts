/** One's own data: all of it to take away, or to have erased. Both reach every noun that holds something of a person. */
import { PersonEraseInput, PersonExportInput } from '#types/person'
import { type Action, action } from '../../kernel/action'
import { eraseSelf } from './erase'
import { exportOwn } from './export'

export { sweepErasures } from './sweep'

export const privacyActions: Action[] = [
  action('person.export', PersonExportInput, exportOwn),
  action('person.erase', PersonEraseInput, eraseSelf),
]
