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

/** Indexes by collection and name: fields in order, `-` before one that descends, `@` before points and shapes; `unique` first. */
const declared = {
  // areas, people, posts
  areas: {
    parent: 'parentId _id',
    boundary: '@boundary',
    scope: 'areas level _id',
  },
  organizations: {
    scope: 'areas _id',
  },
  households: {
    scope: 'areas number',
  },
  people: {
    scope: 'areas name',
    household: 'householdId',
    phone: 'phone',
  },
  bindings: {
    person: 'personId',
    pending: 'areas standing _id',
  },
  posts: {
    area: 'areaId role',
    scope: 'areas role _id',
    organization: 'organizationId role',
    person: 'personId',
    deputy: 'leave.deputyId',
  },
  // cases
  cases: {
    number: 'unique number',
    scope: 'areas open nextDue _id',
    recent: 'areas state -updatedAt _id',
    filer: 'filerId -updatedAt _id',
    handler: 'handlerId open nextDue _id',
    offered: 'offeredTo nextDue _id',
    pool: 'poolArea nextDue _id',
    clock: 'nextClock _id',
    outbox: 'outboxDue _id',
    similar: 'village category -submittedAt',
  },
  caseSteps: {
    case: 'caseId seq',
  },
  supports: {
    case: 'caseId',
    person: 'personId',
  },
  // what people are told, and what is counted
  messages: {
    person: 'personId -at _id',
    unread: 'personId read',
    age: 'at',
  },
  consents: {
    person: 'personIds',
  },
  counters: {
    subject: 'subjectId date',
    area: 'areas date',
  },
  notices: {
    area: 'areaId -publishedAt _id',
  },
  places: {
    scope: 'areas _id',
  },
  // files, reviews, the audit
  media: {
    trace: 'traceId',
    waiting: 'state at',
  },
  reviews: {
    open: 'areas state _id',
  },
  audit: {
    subject: 'subjectIds -at _id',
    age: 'at',
  },
  // bulk work and the house itself
  jobs: {
    owner: 'ownerId -at _id',
    state: 'state _id',
    age: 'state at',
  },
  jobRows: {
    job: 'jobId row',
  },
  deadLetters: {},
  erasures: {
    age: 'at',
  },
  migrations: {},
  settings: {},
  attempts: {},
  // the books
  accounts: {
    look: 'nextLook _id',
    village: 'village _id',
    honourOfMonth: 'areas unit earned.month -earned.inMonth _id',
    honourOfYear: 'areas unit earned.year -earned.inYear _id',
  },
  entries: {
    account: 'accountIds -at _id',
    kind: 'accountIds kind -at',
    settles: 'settles',
    village: 'village date _id',
    reverses: 'reverses',
  },
  proofs: {},
  // rules and claims
  ruleTables: {
    village: 'village -version',
  },
  claims: {
    concerned: 'concerns -at _id',
    scope: 'areas state at _id',
    objector: 'objections.personId',
    queue: 'village state queue',
    clock: 'nextClock at _id',
    outbox: 'outboxDue _id',
  },
  budgets: {
    look: 'nextLook _id',
  },
  // the store
  stores: {},
  goods: {
    shelf: 'storeId price _id',
    outbox: 'outboxDue _id',
  },
  stockMoves: {
    recent: 'storeId -at _id',
    goods: 'goodsId -at _id',
    month: 'storeId month _id',
  },
  redemptions: {
    code: 'unique storeId code',
    token: 'token',
    household: 'householdId -at _id',
    store: 'storeId -at _id',
    state: 'storeId state -at _id',
    clock: 'due _id',
    outbox: 'outboxDue _id',
  },
  cards: {
    token: 'tokenHash',
    scope: 'areas _id',
  },
  storeMonths: {},
  // activities and service records
  activities: {
    area: 'areaId live startsAt _id',
    scope: 'areas -startsAt _id',
    clock: 'nextClock _id',
    outbox: 'outboxDue _id',
  },
  signUps: {
    activity: 'activityId _id',
    person: 'personId -startsAt _id',
    outbox: 'outboxDue _id',
  },
  certificates: {
    person: 'personId',
  },
  memberships: {
    organization: 'organizationId status _id',
    person: 'personId',
  },
} as const satisfies Record<string, Record<string, string>>

export type Collection = keyof typeof declared
export const collections = Object.keys(declared) as Collection[]

/** A field as it is written above. */
function fieldOf(text: string): IndexDeclaration['fields'][number] {
  if (text.startsWith('-')) return [text.slice(1), -1]
  if (text.startsWith('@')) return [text.slice(1), '2dsphere']
  return [text, 1]
}

function indexOf(collection: string, name: string, text: string): IndexDeclaration {
  const words = text.split(' ')
  const unique = words[0] === 'unique'
  const fields = words.slice(unique ? 1 : 0).map(fieldOf)
  return { collection, name, fields, ...(unique ? { unique } : {}) }
}

export const indexes: IndexDeclaration[] = Object.entries(declared).flatMap(([collection, rows]) =>
  Object.entries(rows).map(([name, text]) => indexOf(collection, name, text)),
)
