/** What runs the effects that activities and sign-ups owe. */
import type { Effect, Runner, Runners } from '../../kernel/outbox'
import { award, unaward } from '../claim'
import { deliver, type MessageEffect } from '../message'
import { checkFiles, deleteFiles } from '../moderation'
import type { ActivityRecord } from './record'
import { settleAll } from './settle'
import { activityPage } from './tell'

interface TellEffect extends Effect {
  text: string
  people: string[]
}

/** People told in one write. */
const chunk = 50

/** One sentence to many: into their inboxes by fifties, each under its own place in the list. */
const tell: Runner<TellEffect> = async (effect, context) => {
  const { id, text, people } = effect
  for (let from = 0; from < people.length; from += chunk) {
    const messages = people.slice(from, from + chunk).map((personId) => ({ personId, kind: 'activity' as const, text }))
    const part: MessageEffect = {
      ...{ id: `${id}:${from}`, kind: 'message', seq: effect.seq, tries: effect.tries },
      ...{ messages, page: activityPage(context.documentId) },
    }
    await deliver(part, context)
  }
}

/** Title and time as they are now, into the sign-ups that carry them for a person's own list. */
const copy: Runner = async (_effect, { db, documentId: activityId }) => {
  const activity = await db.get<ActivityRecord>('activities', activityId, ['title', 'startsAt'])
  if (!activity) return
  const { title, startsAt } = activity
  await db.patch('signUps', { activityId }, { title, startsAt })
}

interface DeleteEffect extends Effect {
  fileIds: string[]
}

/** Files of photos that were taken down: nothing of them is kept. */
const deletePhotos: Runner<DeleteEffect> = ({ fileIds }, { db, platform, now }) =>
  deleteFiles(db, platform, fileIds, now)

/** Effects of activities by kind. */
export const activityRunners: Runners = { tell, copy, settle: settleAll, media: checkFiles }

/** Effects of sign-ups by kind. */
export const signUpRunners: Runners = { message: deliver, award, unaward, deletePhotos }
