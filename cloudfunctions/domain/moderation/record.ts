/** What moderation stores, and the shape of a document whose words and files it can show or hide. */
import type { ReviewReason, Verdict } from '#types/review'
import { hash } from '../../kernel/ids'

/** Words or a file of a document, or of one of its steps. */
export interface Subject {
  collection: string
  documentId: string
  /** Which step; absent for the document's own words and files. */
  stepSeq?: number
  /** Which file; absent when it is about words. */
  fileId?: string
}

/** Something for a content reviewer (collection reviews). Holds no copy of the words: they are read where they stand. */
export interface ReviewRecord extends Subject {
  /** Id of the effect that asked, with the file's number for files. */
  _id: string
  areas: string[]
  state: 'open' | 'decided'
  what: 'words' | 'media'
  reason: ReviewReason
  at: Date
  verdict?: Verdict
  note?: string
  decidedBy?: string
  decidedAt?: Date
  /** The deciding call, so that its repeat is told from somebody else's. */
  requestId?: string
}

export type MediaState = 'checking' | 'passed' | 'review' | 'refused' | 'expired'

/** A file that a document carries and its check (collection media, `_id` = mediaId of the file). */
export interface MediaRecord extends Subject {
  _id: string
  fileId: string
  areas: string[]
  state: MediaState
  /** WeChat's name for the check; its verdict comes to `push` under it. Indexed. */
  traceId?: string
  at: Date
}

export const mediaId = (fileId: string): string => hash('media', fileId)

interface HeldFile {
  fileId: string
  kind?: string
  state: MediaState
}

interface HeldStep {
  seq: number
  hidden?: boolean
  actor?: { personId: string }
  words?: Record<string, string>
  media?: HeldFile[]
}

/** As much of a moderated document as moderation reads and writes. */
export interface Moderated {
  _id: string
  version?: number
  filerId?: string
  words?: string
  hiddenWords?: boolean
  media?: HeldFile[]
  steps?: HeldStep[]
}

/** Fields of `Moderated`, for projections. */
export const moderatedFields = ['version', 'filerId', 'words', 'hiddenWords', 'media', 'steps'] as const

/** What a case or a step says in its author's own words, the fields of the loop's sentences that are free text. */
const freeText = ['note', 'reason', 'tried'] as const

/** The words in question, or undefined when they are gone. Pure. */
export function wordsOf(document: Moderated | null, { stepSeq }: Subject): string | undefined {
  if (stepSeq === undefined) return document?.words
  const words = document?.steps?.find(({ seq }) => seq === stepSeq)?.words
  return words && freeText.flatMap((field) => words[field] ?? []).join('\n')
}

/** Who wrote or uploaded it. Pure. */
export function authorOf(document: Moderated | null, { stepSeq }: Subject): string | undefined {
  if (stepSeq === undefined) return document?.filerId
  return document?.steps?.find(({ seq }) => seq === stepSeq)?.actor?.personId
}
