/** What runs the effects that a claim owes, and what proves them done. */
import type { Runners } from '../../kernel/outbox'
import type { Proofs } from '../../kernel/proof'
import { deliver, delivered } from '../message'
import { checkFiles, reviewWords } from '../moderation'

export const claimRunners: Runners = { message: deliver, review: reviewWords, media: checkFiles }

/** Kinds whose traces `clock` can look for: whoever decides on a claim doesn't wait until its messages are struck off. */
export const claimProofs: Proofs = { message: delivered }
