/** The books as they are stored: an account is one document, an entry is written once and never again (domain.md §3). */
import type { EntryKind, OwnerKind, Unit } from '#types/units'
import { hash } from '../../kernel/ids'
import type { KnownRequest } from '../../kernel/requests'

export interface Owner {
  kind: OwnerKind
  id: string
}

/** Points of one year with one end. Its key is both: returned points can end later than others of their year. */
export interface Vintage {
  year: string
  /** Last business date on which they can be spent; null when they don't end. */
  ends: string | null
  balance: number
}

/** Points out of a vintage or into it, always positive. */
export interface Part {
  year: string
  ends: string | null
  amount: number
}

/** Stands for "never" among business dates. */
export const neverDate = '9999-12-31'

/** Points awarded in the month and the year of the last award, less those that turned out wrong. Indexed: the honour list. */
export interface Earned {
  /** 2026-11 */
  month: string
  inMonth: number
  /** 2026 */
  year: string
  inYear: number
}

/** Collection accounts, one document per owner and unit. */
export interface AccountRecord {
  /** {@link accountId}. */
  _id: string
  unit: Unit
  owner: Owner
  /** As the head of the household or the person is called; whole, masked by whoever shows it. */
  name: string
  /** County down to the owner's grid. */
  areas: string[]
  /** In whose books it was opened; it stays there when the owner moves or the village ends. Indexed. */
  village: string
  /** The sum of the vintages and of all postings on the account; never negative. */
  balance: number
  /** Those with something left, the one that ends first first. */
  vintages: Vintage[]
  /** Deducted but not there to be taken: what comes next repays it. While it is positive the balance is 0. */
  owed: number
  /** What caps are measured by: `rule|month:2026-11` → points, of the last half year's periods. */
  used: Record<string, number>
  earned: Earned
  /** The latest end that was announced, as a business date; '' before the first. */
  announced: string
  /** Business date on which the clock must look: an announcement or an end. Indexed. */
  nextLook: string
  /** Raised by every entry. */
  version: number
  demo?: boolean
}

/** One side of an entry. Amounts are whole points, positive into the account. */
export interface Posting {
  account: string
  amount: number
  /** On an owner's account: the vintages it went into or came from, their balance before and after, and its version then. */
  parts?: Part[]
  before?: number
  after?: number
  version?: number
}

/** Collection entries. Written once; put right only by another entry. */
export interface EntryRecord {
  /** {@link entryId} of the cause, so that a cause counts once. */
  _id: string
  cause: string
  kind: EntryKind
  unit: Unit
  /** When it was entered, and when what it is for was done. */
  at: Date
  eventAt: Date
  /** Business date of `at`. */
  date: string
  village: string
  areas: string[]
  /** Owners' accounts among the postings. Indexed. */
  accountIds: string[]
  postings: Posting[]
  /** Blanks of the passbook's sentence. */
  words: Record<string, string>
  rule?: { id: string; version: number }
  /** The entry that this one puts right. */
  reverses?: string
  /** The hold that this release or take ends. Indexed: a hold that nothing settles is open. */
  settles?: string
  /** What the account owed before and after, where that changed. */
  owed?: { before: number; after: number }
  /** Who decided it; absent when the clock or a rule did. */
  byId?: string
  /** The request that made a reversal, so that its repeat is told from another's. */
  requests?: KnownRequest[]
  demo?: boolean
}

export const accountId = (unit: Unit, { kind, id }: Owner): string => `${unit}:${kind}:${id}`

/** The owner that an account's id names. */
export function ownerOf(account: string): Owner {
  const [, kind = '', ...id] = account.split(':')
  return { kind: kind as OwnerKind, id: id.join(':') }
}

/** The id of the entry that a cause makes. */
export const entryId = (cause: string): string => hash('entry', cause)

/** The cause of what puts an entry right: whoever does it, it is done once. */
export const reversalCause = (reversedId: string): string => `reverse:${reversedId}`

/** Where awards come from and deductions go: a village's issuance. A system account: postings, no document. */
export const issuedBy = (unit: Unit, village: string): string => `issued:${unit}:${village}`
/** Where ended points go. */
export const expiredIn = (unit: Unit, village: string): string => `expired:${unit}:${village}`
/** Points set aside for a shop's redemptions that aren't handed over yet. */
export const holdOf = (storeId: string): string => `hold:${storeId}`
/** Points that a shop has taken for goods. */
export const takenOf = (storeId: string): string => `taken:${storeId}`

/** The area that stands for the village in an area chain: the 12-digit code, or the lowest known above it. */
export const villageOf = (areas: readonly string[]): string =>
  areas.find((area) => area.length === 12) ?? areas.at(-1) ?? ''
