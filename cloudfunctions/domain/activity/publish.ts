/** activity.publish: an insert under an id made from publisher and request, so that a repeat finds it. */
import type { ActivityDetail, ActivityPublishInput } from '#types/activity'
import { audienceOf } from '#types/activity-loop'
import type { Call } from '../../kernel/action'
import { refuse } from '../../kernel/errors'
import { recall } from '../../kernel/requests'
import { areaTree, findArea } from '../area'
import type { OrganizationRecord } from '../post'
import { nextClock, remindedBy } from './clock'
import { planOf } from './decide'
import type { ActivityRecord } from './record'
import { recorderOf } from './recorder'
import { detailOf } from './view'

/** The volunteer organisation in whose name it is held; it must lie where the publisher works. */
async function organizationOf(call: Call, id: string | undefined): Promise<OrganizationRecord | null> {
  if (id === undefined) return null
  const organization = await call.db.get<OrganizationRecord>('organizations', id)
  if (organization?.kind !== 'volunteers') return refuse('NOT_FOUND')
  call.within(organization.areas)
  return organization
}

export async function publish(call: Call, input: ActivityPublishInput): Promise<ActivityDetail> {
  const { db, ids, platform, session, openid, now, requestId, inputHash } = call
  const area = await findArea(db, input.areaId, now)
  // an unknown area is refused like a strange one
  call.within(area?.areas ?? [])
  if (!area || area.validTo !== undefined) return refuse('AREA_GONE')
  const plan = planOf(input, now)
  const [organization, check, tree] = await Promise.all([
    organizationOf(call, input.organizationId),
    platform.checkText(openid, wordsOf(plan), 3),
    areaTree(db, now),
  ])
  if (check === 'risky') refuse('CONTENT_REFUSED')
  const request = { requestId, personId: session.personId, inputHash, at: now }
  const fresh = {
    _id: ids.hash('activity', session.personId, requestId),
    ...{ kind: input.kind, areaId: area._id, areaName: area.name, areas: area.areas, filerId: session.personId },
    recorder: recorderOf(
      area.areas.flatMap((id) => tree.byId(id) ?? []),
      organization,
    ),
    audience: audienceOf[input.kind] ?? input.audience ?? 'residents',
    ...plan,
    ...{ forgotten: input.forgotten ?? 'untilEnd', filledInEarns: input.filledInEarns ?? false },
    ...{ placed: [], waiting: [], taken: 0, queue: 0, state: 'open', live: true },
    ...{ reminded: remindedBy(plan.startsAt, now), media: [], version: 1, requests: [request], outbox: [] },
  } satisfies Omit<ActivityRecord, 'nextClock'>
  const record: ActivityRecord = { ...fresh, nextClock: nextClock(fresh, now) }
  if ((await db.insert('activities', record)) === 'inserted') return detailOf(call, record, null)
  const published = await db.get<ActivityRecord>('activities', record._id)
  if (!published || recall(published.requests, request).kind === 'new') return refuse('REQUEST_REUSED')
  return detailOf(call, published, null)
}

/** What others read of a plan, for the content check. */
export const wordsOf = ({ title, text, place }: { title: string; text: string; place: string }): string =>
  [title, place, text].join('\n')
