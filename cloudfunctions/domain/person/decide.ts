/** Who is whom: the pure rules of registering, matching with the roster, confirming, refusing and erasing. */
import type { PostSnapshot } from '#types/roles'
import { refuse } from '../../kernel/errors'
import type { BindingRecord, HouseholdRecord, PersonRecord } from './record'

/** What somebody says of themselves when registering. The phone number comes from WeChat, so it is true. */
export interface Claim {
  name: string
  household: string
  phone?: string
}

/** Of a name's bearers on the roster the one whose number it is: nobody when none or several are. */
export function certainMatch(people: readonly PersonRecord[], { name, phone }: Claim): PersonRecord | undefined {
  const found = people.filter(
    (person) => person.status === 'active' && person.name === name && phone !== undefined && person.phone === phone,
  )
  return found.length === 1 ? found[0] : undefined
}

/** A WeChat identity that has never registered. */
export function freshBinding(_id: string, openid: string, personId: string): BindingRecord {
  const nobody = { formerIds: [], name: '', areas: [], posts: [], requests: [] }
  return { _id, openid, personId, standing: 'visitor', ...nobody, version: 0 }
}

/**
 * The binding after registering, waiting for the grid worker. A refused one may be filed again.
 * @throws Refusal ALREADY_DONE when it waits already or is confirmed
 */
export function registered(before: BindingRecord, claim: Claim, areas: string[], now: Date): BindingRecord {
  if (before.standing !== 'visitor') refuse('ALREADY_DONE')
  return { ...before, standing: 'pending', name: claim.name, areas, claim: { ...claim, at: now } }
}

/** The binding as that of somebody on the roster; what was filed under the visitor's id stays theirs. */
export function boundTo(before: BindingRecord, person: PersonRecord, posts: PostSnapshot[]): BindingRecord {
  const { claim: _claim, householdId: _household, ...rest } = before
  return {
    ...rest,
    standing: 'confirmed',
    personId: person._id,
    formerIds: [...new Set([...before.formerIds, before.personId])].filter((id) => id !== person._id),
    name: person.name,
    ...(person.householdId ? { householdId: person.householdId } : {}),
    areas: person.areas,
    posts,
  }
}

/** The binding after a refusal: a visitor's again, without the number; what was said stays to be put right. */
export function turnedDown(before: BindingRecord, reason: string): BindingRecord {
  const { name, household, at } = before.claim ?? refuse('ALREADY_DONE')
  return { ...before, standing: 'visitor', name: '', areas: [], claim: { name, household, at, refused: reason } }
}

/**
 * Whether a post reaches a claim: the claimed home lies in the post's area, or only a village or group was named and the
 * post's area is one of those in it.
 */
export function reaches(post: PostSnapshot, claimed: readonly string[]): boolean {
  const place = claimed[claimed.length - 1]
  if (place === undefined || post.areaId === undefined) return false
  return claimed.includes(post.areaId) || post.areas.includes(place)
}

/** Where a newcomer lives: where they said or, when that was only a village, in the area of whoever confirms them. */
export function homeOf(claimed: string[], posts: readonly PostSnapshot[]): string[] {
  const nearer = posts.find((post) => reaches(post, claimed) && post.areas.length > claimed.length)
  return nearer ? nearer.areas : claimed
}

/** What a grid worker who confirms knows, all read in one transaction. */
export interface Confirmation {
  binding: BindingRecord
  /** Version of the claim that the screen showed. */
  version?: number
  /** Ids of whoever confirms. */
  confirmer: readonly string[]
  /** Posts by which they confirm. */
  posts: readonly PostSnapshot[]
}

/**
 * Holds whoever judges a claim to the rules: it still waits, it is within reach, it isn't their own.
 * @throws Refusal ALREADY_DONE, CONFLICT, SAME_PERSON, FORBIDDEN
 */
export function checkJudge({ binding, version, confirmer, posts }: Confirmation): void {
  if (confirmer.includes(binding.personId)) refuse('SAME_PERSON')
  if (!posts.some((post) => reaches(post, binding.areas)))
    refuse(binding.standing === 'pending' ? 'FORBIDDEN' : 'ALREADY_DONE')
  if (binding.standing !== 'pending') refuse('ALREADY_DONE')
  if (version !== undefined && version !== binding.version) refuse('CONFLICT', { version: binding.version })
}

/**
 * Holds the choice of somebody on the roster to the rules: not oneself, living where one may confirm, without posts beyond
 * one's own, or a grid worker could hand out a county post by calling a friend its holder, and without a WeChat of their
 * own, or a mistake would give a stranger somebody's cases and the power to erase them. WeChat's number proves both.
 * @param theirs the person's posts, and whether a WeChat is tied to them already
 * @throws Refusal NOT_FOUND, SAME_PERSON, FORBIDDEN, BAD_INPUT
 */
export function checkChoice(
  { confirmer, posts }: Confirmation,
  person: PersonRecord | null,
  theirs: { posts: readonly PostSnapshot[]; bound: boolean },
): PersonRecord {
  if (person?.status !== 'active') refuse('NOT_FOUND')
  if (confirmer.includes(person._id)) refuse('SAME_PERSON')
  const covers = (areas: readonly string[]) =>
    posts.some(({ areaId }) => areaId !== undefined && areas.includes(areaId))
  if (!covers(person.areas)) refuse('FORBIDDEN')
  if (!theirs.posts.every(({ areas }) => covers(areas)))
    refuse('BAD_INPUT', { problem: '此人任有上级岗位，须由本人用手机号登记', field: 'personId' })
  if (theirs.bound) refuse('BAD_INPUT', { problem: '此人已绑定微信，换微信须由本人用手机号登记', field: 'personId' })
  return person
}

/** Somebody new on the roster, in a household that is there or is made for them. */
export function newcomer(
  ids: { personId: string; householdId: string },
  claim: Claim,
  number: string,
  areas: string[],
  household: HouseholdRecord | undefined,
): { person: PersonRecord; household?: HouseholdRecord } {
  const householdId = household?._id ?? ids.householdId
  const home = household?.areas ?? areas
  const { name, phone } = claim
  const person: PersonRecord = {
    _id: ids.personId,
    name,
    ...(phone ? { phone } : {}),
    householdId,
    areas: home,
    status: 'active',
    skills: [],
    version: 1,
  }
  return household ? { person } : { person, household: { _id: householdId, number, headName: name, areas, version: 1 } }
}

/** How well somebody on the roster fits a claim: their own number counts most, then the household, then the area. */
export function fitOf(
  claim: { household: string; phone?: string },
  claimed: readonly string[],
  person: PersonRecord,
  household?: Pick<HouseholdRecord, 'number' | 'headName'>,
): number {
  const signs = [
    claim.phone !== undefined && claim.phone === person.phone,
    household !== undefined && [household.number, household.headName].includes(claim.household),
    person.areas.includes(claimed[claimed.length - 1] ?? ''),
  ]
  return signs.reduce((sum, sign, index) => sum + (sign ? 4 >> index : 0), 0)
}

/** What stands in place of a name that has been erased. */
export const erasedName = '已注销'

/** A person of whom only the opaque id and the area are left, which ledger and counters need. */
export function erasedPerson({ _id, areas, version }: PersonRecord): PersonRecord {
  return { _id, name: erasedName, areas, status: 'erased', skills: [], version: version + 1 }
}
