import type { CaseState } from '#types/loop'
import type { Tone } from '../tag'

const TONES: Partial<Record<CaseState, Tone>> = { resolved: 'done', closed: 'done', suspended: 'soon' }

/** How a state is coloured and signed: under way, done, waiting, or over without result. */
export const toneOf = (state: CaseState): Tone =>
  TONES[state] ?? (['rejected', 'withdrawn', 'merged'].includes(state) ? 'plain' : 'now')
