import type { CaseState } from '#types/loop'
import type { Tone } from '../tag'

const TONES: Partial<Record<CaseState, Tone>> = {
  closed: 'done',
  resolved: 'soon',
  rejected: 'plain',
  withdrawn: 'plain',
  merged: 'plain',
}

/** How a state is coloured and signed: under way, waiting for the villager, done, or over without result. */
export const toneOf = (state: CaseState): Tone => TONES[state] ?? 'now'
