/** What runs the effects that a claim owes. */
import type { Runners } from '../../kernel/outbox'
import { deliver } from '../message'
import { checkFiles, reviewWords } from '../moderation'

export const claimRunners: Runners = { message: deliver, review: reviewWords, media: checkFiles }
