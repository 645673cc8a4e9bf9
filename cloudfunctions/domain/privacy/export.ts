/** person.export: all that is held of the caller, by heading, nothing of others (个人信息保护法 第四十五条). */
import type { PersonExportOutput } from '#types/person'
import type { Collection } from '../../indexes'
import type { Call } from '../../kernel/action'
import { bindingId } from '../../kernel/session'
import { accountId } from '../ledger'

/** Documents of one heading at most, newest first where time matters: what somebody can read, and fits an answer. */
const mostOfOne = 200

interface Held {
  heading: string
  collection: Collection
  where: object
  sort?: [string, 'asc' | 'desc'][]
  fields: string[]
}

/** What is held of somebody and where: one row a collection. Fields that name others are left out. */
function heldOf({ db: { command: _ }, session, openid }: Call): Held[] {
  const { identities, personId, householdId } = session
  const mine = _.in([...identities])
  const accounts = [
    accountId('merit', { kind: 'person', id: personId }),
    ...(householdId ? [accountId('goods', { kind: 'household', id: householdId })] : []),
  ]
  return [
    {
      heading: '账号',
      collection: 'bindings',
      where: { _id: bindingId(openid) },
      fields: ['openid', 'personId', 'standing', 'name', 'areas', 'claim'],
    },
    {
      heading: '个人资料',
      collection: 'people',
      where: { _id: personId },
      fields: ['name', 'phone', 'areas', 'skills', 'branchId', 'doubleGridId'],
    },
    {
      heading: '住户',
      collection: 'households',
      where: { _id: householdId ?? '' },
      fields: ['number', 'areas', 'location'],
    },
    {
      heading: '岗位',
      collection: 'posts',
      where: { personId },
      fields: ['role', 'areaId', 'organizationId', 'from', 'to', 'personName', 'personPhone'],
    },
    {
      heading: '提交的事项',
      collection: 'cases',
      where: { filerId: mine },
      sort: [['updatedAt', 'desc']],
      fields: [
        ...['number', 'kind', 'category', 'state', 'urgency', 'visibility', 'source', 'words', 'place', 'media'],
        ...['submittedAt', 'updatedAt', 'closedAt', 'rating'],
      ],
    },
    { heading: '附议', collection: 'supports', where: { personId: mine }, fields: ['caseId', 'at'] },
    {
      heading: '活动和服务时长',
      collection: 'signUps',
      where: { personId: mine },
      sort: [['startsAt', 'desc']],
      fields: [
        ...[
          'title',
          'kind',
          'startsAt',
          'status',
          'photoConsent',
          'consentWithdrawnAt',
          'checkedIn',
          'checkedOut',
          'hours',
          'recorder',
        ],
        ...['filledIn.hours', 'filledIn.reason', 'filledIn.at'],
      ],
    },
    {
      heading: '志愿服务证明',
      collection: 'certificates',
      where: { personId: mine },
      fields: ['name', 'identity', 'services', 'hours', 'from', 'to', 'issuer', 'issuedOn'],
    },
    {
      heading: '志愿组织',
      collection: 'memberships',
      where: { personId: mine },
      fields: ['organizationId', 'since', 'status'],
    },
    {
      heading: '兑换',
      collection: 'redemptions',
      where: { householdId: householdId ?? '', personId: mine },
      sort: [['at', 'desc']],
      fields: ['at', 'storeId', 'items', 'points', 'state', 'handedOverAt'],
    },
    {
      heading: '积分申报',
      collection: 'claims',
      where: { concerns: mine },
      sort: [['at', 'desc']],
      fields: ['label', 'on', 'words', 'media', 'state', 'points', 'sign', 'granted', 'creditedOn', 'at'],
    },
    {
      heading: '消息',
      collection: 'messages',
      where: { personId: mine },
      sort: [['at', 'desc']],
      fields: ['at', 'kind', 'text', 'read'],
    },
    {
      heading: '消息订阅',
      collection: 'consents',
      where: { _id: bindingId(openid) },
      fields: ['grants'],
    },
    {
      heading: '积分账户',
      collection: 'accounts',
      where: { _id: _.in(accounts) },
      fields: ['unit', 'balance', 'vintages', 'owed'],
    },
    {
      heading: '积分流水',
      collection: 'entries',
      where: { accountIds: _.in(accounts) },
      sort: [['at', 'desc']],
      fields: ['at', 'eventAt', 'kind', 'unit', 'words', 'postings'],
    },
    {
      heading: '被查看的记录',
      collection: 'audit',
      where: { subjectIds: mine },
      sort: [['at', 'desc']],
      fields: ['at', 'actorName', 'actorRole', 'what'],
    },
  ]
}

/** At most 200 documents a heading; a heading with nothing under it is there, empty. */
export async function exportOwn(call: Call): Promise<PersonExportOutput> {
  const held = heldOf(call)
  const found = await Promise.all(
    held.map(({ collection, where, sort, fields }) =>
      call.db.find<object>(collection, { where, sort, limit: mostOfOne, fields }),
    ),
  )
  return {
    at: call.now.toISOString(),
    records: Object.fromEntries(held.map(({ heading }, index) => [heading, found[index]!])),
  }
}
