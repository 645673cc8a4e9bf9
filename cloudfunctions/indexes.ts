/**
 * Every collection and every index of the database, in one file: deployment applies it to the cloud, the local cloud reads
 * it at start. Multikey `areas` carries scope: "contains my area". All collections are closed to clients.
 */

/** One index. Fields in order, 1 ascending, -1 descending, '2dsphere' for points and shapes. */
export interface IndexDeclaration {
  collection: string
  name: string
  fields: [path: string, direction: 1 | -1 | '2dsphere'][]
  unique?: boolean
}

export const collections = [
  'areas',
  'organizations',
  'households',
  'people',
  'bindings',
  'posts',
  'cases',
  'caseSteps',
  'supports',
  'messages',
  'consents',
  'counters',
  'notices',
  'places',
  'media',
  'reviews',
  'audit',
  'jobs',
  'jobRows',
  'deadLetters',
  'erasures',
  'migrations',
  'settings',
  'attempts',
  'accounts',
  'entries',
  'proofs',
  'activities',
  'signUps',
  'certificates',
  'memberships',
  'stores',
  'goods',
  'stockMoves',
  'redemptions',
  'cards',
  'storeMonths',
  'ruleTables',
  'claims',
  'budgets',
] as const
export type Collection = (typeof collections)[number]

const index = (
  collection: Collection,
  name: string,
  fields: IndexDeclaration['fields'],
  unique = false,
): IndexDeclaration => ({ collection, name, fields, ...(unique ? { unique } : {}) })

export const indexes: IndexDeclaration[] = [
  index('areas', 'parent', [
    ['parentId', 1],
    ['_id', 1],
  ]),
  index('areas', 'boundary', [['boundary', '2dsphere']]),
  index('areas', 'scope', [
    ['areas', 1],
    ['level', 1],
    ['_id', 1],
  ]),
  index('organizations', 'scope', [
    ['areas', 1],
    ['_id', 1],
  ]),
  index('households', 'scope', [
    ['areas', 1],
    ['number', 1],
  ]),
  index('people', 'scope', [
    ['areas', 1],
    ['name', 1],
  ]),
  index('people', 'household', [['householdId', 1]]),
  index('people', 'phone', [['phone', 1]]),
  index('bindings', 'person', [['personId', 1]]),
  index('bindings', 'pending', [
    ['areas', 1],
    ['standing', 1],
    ['_id', 1],
  ]),
  index('posts', 'area', [
    ['areaId', 1],
    ['role', 1],
  ]),
  index('posts', 'scope', [
    ['areas', 1],
    ['role', 1],
    ['_id', 1],
  ]),
  index('posts', 'organization', [
    ['organizationId', 1],
    ['role', 1],
  ]),
  index('posts', 'person', [['personId', 1]]),
  index('posts', 'deputy', [['leave.deputyId', 1]]),
  index('cases', 'number', [['number', 1]], true),
  index('cases', 'scope', [
    ['areas', 1],
    ['open', 1],
    ['nextDue', 1],
    ['_id', 1],
  ]),
  index('cases', 'recent', [
    ['areas', 1],
    ['state', 1],
    ['updatedAt', -1],
    ['_id', 1],
  ]),
  index('cases', 'filer', [
    ['filerId', 1],
    ['updatedAt', -1],
    ['_id', 1],
  ]),
  index('cases', 'handler', [
    ['handlerId', 1],
    ['open', 1],
    ['nextDue', 1],
    ['_id', 1],
  ]),
  index('cases', 'offered', [
    ['offeredTo', 1],
    ['nextDue', 1],
    ['_id', 1],
  ]),
  index('cases', 'pool', [
    ['poolArea', 1],
    ['nextDue', 1],
    ['_id', 1],
  ]),
  index('cases', 'clock', [
    ['nextClock', 1],
    ['_id', 1],
  ]),
  index('cases', 'outbox', [
    ['outboxDue', 1],
    ['_id', 1],
  ]),
  index('cases', 'similar', [
    ['village', 1],
    ['category', 1],
    ['submittedAt', -1],
  ]),
  index('caseSteps', 'case', [
    ['caseId', 1],
    ['seq', 1],
  ]),
  index('supports', 'case', [['caseId', 1]]),
  index('supports', 'person', [['personId', 1]]),
  index('messages', 'person', [
    ['personId', 1],
    ['at', -1],
    ['_id', 1],
  ]),
  index('messages', 'unread', [
    ['personId', 1],
    ['read', 1],
  ]),
  index('messages', 'age', [['at', 1]]),
  index('counters', 'subject', [
    ['subjectId', 1],
    ['date', 1],
  ]),
  index('counters', 'area', [
    ['areas', 1],
    ['date', 1],
  ]),
  index('notices', 'area', [
    ['areaId', 1],
    ['publishedAt', -1],
    ['_id', 1],
  ]),
  index('places', 'scope', [
    ['areas', 1],
    ['_id', 1],
  ]),
  index('media', 'trace', [['traceId', 1]]),
  index('media', 'waiting', [
    ['state', 1],
    ['at', 1],
  ]),
  index('consents', 'person', [['personIds', 1]]),
  index('reviews', 'open', [
    ['areas', 1],
    ['state', 1],
    ['_id', 1],
  ]),
  index('audit', 'subject', [
    ['subjectIds', 1],
    ['at', -1],
    ['_id', 1],
  ]),
  index('audit', 'age', [['at', 1]]),
  index('erasures', 'age', [['at', 1]]),
  index('jobs', 'owner', [
    ['ownerId', 1],
    ['at', -1],
    ['_id', 1],
  ]),
  index('jobs', 'state', [
    ['state', 1],
    ['_id', 1],
  ]),
  index('jobs', 'age', [
    ['state', 1],
    ['at', 1],
  ]),
  index('jobRows', 'job', [
    ['jobId', 1],
    ['row', 1],
  ]),
  // the books
  index('accounts', 'look', [
    ['nextLook', 1],
    ['_id', 1],
  ]),
  index('accounts', 'village', [
    ['village', 1],
    ['_id', 1],
  ]),
  ...(['Month', 'Year'] as const).map((period) =>
    index('accounts', `honourOf${period}`, [
      ['areas', 1],
      ['unit', 1],
      [`earned.${period.toLowerCase()}`, 1],
      [`earned.in${period}`, -1],
      ['_id', 1],
    ]),
  ),
  index('entries', 'account', [
    ['accountIds', 1],
    ['at', -1],
    ['_id', 1],
  ]),
  index('entries', 'kind', [
    ['accountIds', 1],
    ['kind', 1],
    ['at', -1],
  ]),
  index('entries', 'settles', [['settles', 1]]),
  index('entries', 'village', [
    ['village', 1],
    ['date', 1],
    ['_id', 1],
  ]),
  index('entries', 'reverses', [['reverses', 1]]),
  // activities: what concerns my areas, what lies in those I organize, what is due
  index('activities', 'area', [
    ['areaId', 1],
    ['live', 1],
    ['startsAt', 1],
    ['_id', 1],
  ]),
  index('activities', 'scope', [
    ['areas', 1],
    ['startsAt', -1],
    ['_id', 1],
  ]),
  index('activities', 'clock', [
    ['nextClock', 1],
    ['_id', 1],
  ]),
  index('activities', 'outbox', [
    ['outboxDue', 1],
    ['_id', 1],
  ]),
  index('signUps', 'activity', [
    ['activityId', 1],
    ['_id', 1],
  ]),
  index('signUps', 'person', [
    ['personId', 1],
    ['startsAt', -1],
    ['_id', 1],
  ]),
  index('signUps', 'outbox', [
    ['outboxDue', 1],
    ['_id', 1],
  ]),
  index('certificates', 'person', [['personId', 1]]),
  index('memberships', 'organization', [
    ['organizationId', 1],
    ['status', 1],
    ['_id', 1],
  ]),
  index('memberships', 'person', [['personId', 1]]),
  // the store
  index('goods', 'shelf', [
    ['storeId', 1],
    ['price', 1],
    ['_id', 1],
  ]),
  index('goods', 'outbox', [
    ['outboxDue', 1],
    ['_id', 1],
  ]),
  index('stockMoves', 'recent', [
    ['storeId', 1],
    ['at', -1],
    ['_id', 1],
  ]),
  index('stockMoves', 'goods', [
    ['goodsId', 1],
    ['at', -1],
    ['_id', 1],
  ]),
  index('stockMoves', 'month', [
    ['storeId', 1],
    ['month', 1],
    ['_id', 1],
  ]),
  index(
    'redemptions',
    'code',
    [
      ['storeId', 1],
      ['code', 1],
    ],
    true,
  ),
  index('redemptions', 'token', [['token', 1]]),
  index('redemptions', 'household', [
    ['householdId', 1],
    ['at', -1],
    ['_id', 1],
  ]),
  index('redemptions', 'store', [
    ['storeId', 1],
    ['at', -1],
    ['_id', 1],
  ]),
  index('redemptions', 'state', [
    ['storeId', 1],
    ['state', 1],
    ['at', -1],
    ['_id', 1],
  ]),
  index('redemptions', 'clock', [
    ['due', 1],
    ['_id', 1],
  ]),
  index('redemptions', 'outbox', [
    ['outboxDue', 1],
    ['_id', 1],
  ]),
  index('cards', 'token', [['tokenHash', 1]]),
  index('cards', 'scope', [
    ['areas', 1],
    ['_id', 1],
  ]),
  // rules and claims
  index('ruleTables', 'village', [
    ['village', 1],
    ['version', -1],
  ]),
  index('claims', 'concerned', [
    ['concerns', 1],
    ['at', -1],
    ['_id', 1],
  ]),
  index('claims', 'scope', [
    ['areas', 1],
    ['state', 1],
    ['at', 1],
    ['_id', 1],
  ]),
  index('claims', 'objector', [['objections.personId', 1]]),
  index('claims', 'queue', [
    ['village', 1],
    ['state', 1],
    ['queue', 1],
  ]),
  index('claims', 'clock', [
    ['nextClock', 1],
    ['at', 1],
    ['_id', 1],
  ]),
  index('claims', 'outbox', [
    ['outboxDue', 1],
    ['_id', 1],
  ]),
  index('budgets', 'look', [
    ['nextLook', 1],
    ['_id', 1],
  ]),
]
