import type { ClaimState } from '#types/claim-loop'
import type { Tone } from '@/components/tag'

const tones: Record<ClaimState, Tone> = {
  declared: 'plain',
  verified: 'now',
  published: 'now',
  objected: 'soon',
  deferred: 'soon',
  credited: 'done',
  capped: 'plain',
  reversed: 'over',
  rejected: 'over',
  withdrawn: 'plain',
  cancelled: 'plain',
}

/** How a claim's state looks beside its word. */
export const toneOf = (state: ClaimState): Tone => tones[state]
