/** What runs the effects that a case owes, and what proves them done: the nouns they reach, and the archive of old steps. */

import type { Effect, Runner, Runners } from '../../kernel/outbox'
import type { Proofs } from '../../kernel/proof'
import { award, unaward } from '../claim'
import { count, counted } from '../counter'
import { deliver, delivered } from '../message'
import { checkFiles, reviewWords } from '../moderation'
import type { Step } from './record'

interface ArchiveEffect extends Effect {
  caseId: string
  step: Step
}

/** Moves a step that the document no longer holds into `caseSteps`; its id makes a repeat harmless. */
const archive: Runner<ArchiveEffect> = async ({ caseId, step }, { db }) => {
  const archived: { _id: string } & object = { _id: `${caseId}:${step.seq}`, ...{ caseId, seq: step.seq, step } }
  await db.insertAll('caseSteps', [archived])
}

/** Effects of a case by kind. */
export const runners: Runners = {
  message: deliver,
  count,
  review: reviewWords,
  media: checkFiles,
  archive,
  award,
  unaward,
}

/** Kinds whose traces `clock` can look for. */
export const proofs: Proofs = { message: delivered, count: counted }
