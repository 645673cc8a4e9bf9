/** The books: what other nouns may do with them, always inside a transaction of their own. */
export { type Caps, rememberedDays, roomFor, withUse } from './caps'
export {
  award,
  close,
  type Draft,
  deduct,
  expire,
  giveBack,
  hold,
  type Move,
  redeem,
  release,
  reverse,
  take,
} from './moves'
export { type Holder, openAccount, readAccount, readEntry, record } from './post'
export {
  type AccountRecord,
  accountId,
  type EntryRecord,
  entryId,
  expiredIn,
  holdOf,
  issuedBy,
  neverDate,
  type Owner,
  reversalCause,
  takenOf,
  villageOf,
} from './record'
export { vintageOf } from './vintage'
