/** Reading one case for a viewer: what stands beside it, the audit of a look at a villager's name and phone, the view. */
import type { CaseDetail, ContactView } from '#types/case'
import { roles } from '#types/roles'
import type { Call } from '../../kernel/action'
import { refuse } from '../../kernel/errors'
import type { PersonRecord } from '../person'
import { type PostRecord, postsCovering } from '../post'
import { scoreFor } from './candidates'
import type { CaseRecord, Step } from './record'
import { stepsKept } from './record'
import { handles, relationsOf, sightOf } from './relations'
import { detailView } from './view'

/** Older steps that a detail shows at most; a case with more is read in the printed record by paging. */
const olderShown = 200

const contactOf = (post: PostRecord | undefined, phone: boolean): ContactView | undefined =>
  post && {
    name: post.personName,
    role: roles[post.role],
    ...(phone && post.personPhone ? { phone: post.personPhone } : {}),
  }

/**
 * The case as the caller sees it.
 * @param options.reveal read the filer's phone and unmask names for whoever has the case in hand, and record the look;
 *   events answer without it, so that they stay within their operations
 * @param options.acted the caller's own event has just been carried out: where it took the case out of their sight (an officer
 *   who declines), they still get its public face as the answer
 * @throws Refusal NOT_FOUND when it doesn't exist or the caller may not know of it
 */
export async function detailOf(
  call: Call,
  record: CaseRecord | null,
  options: { reveal: boolean; acted?: boolean },
): Promise<CaseDetail> {
  const { db, session, now } = call
  const relations = record ? relationsOf(record, session) : []
  const seen = record ? sightOf(record, session, relations) : 'none'
  const sight = seen === 'none' && options.acted ? 'public' : seen
  if (!record || sight === 'none') refuse('NOT_FOUND')

  const inHand = handles(relations)
  const reveal = options.reveal && inHand
  const files = [...record.media, ...record.steps.flatMap((step) => step.media)].map(({ fileId }) => fileId)
  const staffPhones = relations.some((party) => party !== 'neighbour')
  const offeredHere = options.reveal && relations.includes('offered') && record.offeredTo === session.personId
  const [links, older, support, filer, served, posts, handlerPosts, why] = await Promise.all([
    files.length > 0 ? call.platform.links(files) : {},
    options.reveal && record.seq > stepsKept
      ? db.find<{ step: Step }>('caseSteps', {
          where: { caseId: record._id },
          sort: [['seq', 'asc']],
          limit: olderShown,
        })
      : [],
    options.reveal && relations.includes('neighbour')
      ? db.get('supports', `${record._id}:${session.personId}`, ['_id' as never])
      : null,
    reveal || (options.reveal && relations.includes('filer'))
      ? db.get<PersonRecord>('people', record.filerId, ['phone'])
      : null,
    reveal && record.forWhom?.personId
      ? db.get<PersonRecord>('people', record.forWhom.personId, ['name', 'phone'])
      : null,
    record.ownerId && staffPhones
      ? postsCovering(
          db,
          record.areas,
          [
            'gridWorker',
            'gridLeader',
            'villageSecretary',
            'townOfficer',
            'townLeader',
            'countyOfficer',
            'countyLeader',
          ],
          now,
        )
      : [],
    options.reveal && record.handlerId && staffPhones
      ? db.find<PostRecord>('posts', { where: { personId: record.handlerId }, limit: 20 })
      : [],
    offeredHere ? scoreFor(db, record, session.personId, now) : undefined,
  ])
  if (reveal)
    call.saw([record.filerId, ...(record.forWhom?.personId ? [record.forWhom.personId] : [])], `工单 ${record.number}`)

  const owner = contactOf(
    posts.find((post) => post.personId === record.ownerId),
    true,
  )
  const handlerPost = handlerPosts.find((post) => post.areas.some((area) => record.areas.includes(area)))
  const mayCall = relations.includes('filer') || inHand
  return detailView(record, {
    relations,
    sight,
    reveal,
    links,
    older: older.map(({ step }) => step),
    supported: support !== null,
    filerPhone: filer?.phone,
    served: served ?? undefined,
    owner: owner ?? (record.ownerName ? { name: record.ownerName } : undefined),
    handler: contactOf(handlerPost, mayCall) ?? (record.handlerName ? { name: record.handlerName } : undefined),
    why,
  })
}
