/** The books: what other nouns may do with them, always inside a transaction of their own. */
export { type Caps, rememberedDays, roomFor, withUse } from './caps'
export { journalHead, journalWriter } from './journal'
export {
  award,
  close,
  type Draft,
  deduct,
  expire,
  giveBack,
  hold,
  type Move,
  ownPosting,
  redeem,
  release,
  reverse,
  spendable,
  take,
} from './moves'
export { accountsIn, daysIn, entriesIn, nextVillage } from './pages'
export { type Holder, keptAccount, openAccount, readAccount, readEntry, record } from './post'
export { type ProofResult, proofOf } from './proof'
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
  ownerOf,
  reversalCause,
  takenOf,
  villageOf,
} from './record'
export { graceDays, hasEnded, nextLookOf, vintageOf } from './vintage'
