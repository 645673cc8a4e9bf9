/**
 * Taking back the consent to photos (个人信息保护法 第十五条, 第四十七条). Nobody but the person knows on which photos they can be
 * recognised, so the person names them: what is named is hidden from everybody in this write, the organizer too, and its
 * file is deleted by the clock. Photos that aren't named stay. The organizer is told, and the look into the audit.
 */
import type { ActivityDetail, ActivityWithdrawConsentInput } from '#types/activity'
import type { Call } from '../../kernel/action'
import { changeOf } from '../../kernel/change'
import { refuse } from '../../kernel/errors'
import { type Effect, owe } from '../../kernel/outbox'
import { recall, remember } from '../../kernel/requests'
import { settleDebts } from './amend'
import { demand, partiesOf } from './parties'
import { type ActivityRecord, type SignUpRecord, signUpId } from './record'
import { oweOrganizer } from './tell'
import { detailOf } from './view'

/** The sign-up without consent, and what that owes: the organizer's message, and the files that go. Pure. */
function withoutConsent(
  activity: ActivityRecord,
  signUp: SignUpRecord,
  photos: readonly string[],
  now: Date,
): { next: SignUpRecord; effects: Effect[] } {
  const { _id, version, consentWithdrawnAt = now } = signUp
  const next: SignUpRecord = { ...signUp, photoConsent: false, consentWithdrawnAt, version: version + 1 }
  const effects: Effect[] = []
  // an organizer who takes part needn't be told by the house what they just did
  if (activity.filerId !== signUp.personId) effects.push(oweOrganizer(activity, next, photos.length))
  if (photos.length > 0) {
    effects.push(
      owe(`${_id}:${next.version}:delete`, 'deletePhotos', next.version, { fileIds: [...photos], later: true }),
    )
  }
  return { next, effects }
}

/** The photos named that are still there; one that another activity carries is refused, as if there were none. */
function named({ media, withdrawnPhotos = [] }: ActivityRecord, photos: readonly string[]): string[] {
  if (photos.some((fileId) => !media.some((file) => file.fileId === fileId))) refuse('NOT_FOUND')
  return [...new Set(photos)].filter((fileId) => !withdrawnPhotos.includes(fileId))
}

/** The sign-up of whoever takes part, once the table has let them. */
function takingPart({ session, now }: Call, activity: ActivityRecord, signUp: SignUpRecord | null): SignUpRecord {
  demand('withdrawConsent', activity, partiesOf(activity, session, signUp), now)
  if (!signUp) throw new Error(`${session.personId} takes part in ${activity._id} without a sign-up`)
  return signUp
}

/**
 * activity.withdrawConsent: from sign-up to long after the end, again for photos that were checked later. Photos and consent
 * go in one transaction; the activity keeps its version, because no screen of its organizer turns stale by it.
 * @throws Refusal ALREADY_DONE when there was no consent and no photo is named that is still shown
 */
export async function withdrawConsent(
  call: Call,
  { activityId, photos = [] }: ActivityWithdrawConsentInput,
): Promise<ActivityDetail> {
  call.scopeChecked()
  const { db, session, requestId, inputHash, now } = call
  const asked = { requestId, personId: session.personId, inputHash }
  const id = signUpId(activityId, session.personId)
  const { activity, signUp, effects } = await db.transact(async (tx) => {
    const [found, part] = await Promise.all([
      tx.get<ActivityRecord>('activities', activityId),
      tx.get<SignUpRecord>('signUps', id),
    ])
    const activity = found ?? refuse('NOT_FOUND')
    const before = takingPart(call, activity, part)
    if (recall(before.requests, asked).kind === 'repeat') return { activity, signUp: before, effects: [] }
    const hidden = named(activity, photos)
    if (!before.photoConsent && hidden.length === 0) refuse('ALREADY_DONE')
    const { next, effects } = withoutConsent(activity, before, hidden, now)
    const signUp = { ...next, requests: remember(before.requests, { ...asked, at: now }, now) }
    const withdrawnPhotos = [...(activity.withdrawnPhotos ?? []), ...hidden]
    await Promise.all([
      tx.update('signUps', id, changeOf(db.command, before, signUp, effects, now)),
      hidden.length > 0 ? tx.update('activities', activityId, { withdrawnPhotos }) : undefined,
    ])
    return { activity: { ...activity, withdrawnPhotos }, signUp, effects }
  })
  call.saw([activity.filerId], photos.length > 0 ? '撤下活动照片' : '撤回活动照片同意')
  await settleDebts(db, [{ collection: 'signUps', id, effects, beside: signUp.outbox.length > 0 }], call)
  return detailOf(call, activity, signUp)
}
