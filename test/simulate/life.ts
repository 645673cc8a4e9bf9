/** What the simulation knows of a noun: how its people live, and what must be true of what they leave behind. */
import type { Api } from '#types/api'
import type { PostSnapshot } from '#types/roles'
import type { Random } from '../../scripts/demo/random'
import type { Answer } from '../support/cloud'

/** Somebody of the demo, as the binding knows them. */
export interface Somebody {
  id: string
  openid: string
  personId: string
  householdId?: string
  /** Home, from the county down. */
  areas: readonly string[]
  posts: readonly PostSnapshot[]
}

/** What the store holds and what callers were told: all that checks look at. */
export interface Books {
  rows<Row>(collection: string, filter?: object): Row[]
  row<Row>(collection: string, id: string): Row | undefined
  /** Answers that callers got and may rely on, by what they were about, oldest first. */
  told<Fact>(about: string): Fact[]
  now: Date
}

/** What somebody can do in a turn. */
export interface Hand {
  me: Somebody
  /** The turn's own stream. */
  random: Random
  books: Books
  /** Somebody else acts at the same moment: what the screen shows may be out of date when the button is pressed. */
  rivalled: boolean
  somebody(who: string): Somebody
  /** What somebody else does in the same turn, such as the keeper on the other side of the counter. */
  with(who: string): Hand
  /** Calls until there is an answer, again and again with the same requestId; an answer is data or a refusal. */
  call<Name extends keyof Api>(action: Name, data: Api[Name]['input']): Promise<Answer<Api[Name]['output']>>
  /** Uploads a photo and answers its file id. */
  photo(): Promise<string>
  /** Keeps what somebody was told. */
  tell(about: string, fact: object): void
  /** Says that a document may have changed, for the checks that follow. */
  touched(collection: string, id: string): void
  /** Finds fault with an answer that nobody should get. */
  wrong(problem: string): void
}

/** How the people of a noun live. */
export interface Life {
  name: string
  /** How often it is somebody's turn for this, compared to other lives. */
  share: number
  /** Who lives it, by persona, with how often. */
  cast: Readonly<Record<string, number>>
  act(hand: Hand): Promise<void>
}

/** What must be true of a noun's documents. Each answers sentences that say what is wrong; none: all is well. */
export interface Checks {
  /** After every turn, of a document that may have changed. */
  touched?: (books: Books, collection: string, id: string) => string[]
  /** At the end of a simulated day, of everything. */
  daily?: (books: Books) => string[]
}
