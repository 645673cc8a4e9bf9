/** What of a claim leaves the cloud: whoever only reads what is published gets no name, no number, no photo. */
import type { ClaimDetail, ClaimStepView, ClaimSummary } from '#types/claim'
import type { Call } from '../../kernel/action'
import { refuse } from '../../kernel/errors'
import { maskHouseNumber, maskName } from '../../kernel/mask'
import type { ClaimRecord, ClaimStep } from './record'
import { factsOf, isOwn, partiesOf, sightOf } from './relations'

const signed = ({ sign }: ClaimRecord, points: number): number => (sign === 'negative' ? -points : points)

/** One row. @param whole names and numbers as they are, for those concerned and those whose work it is */
export function summaryOf(claim: ClaimRecord, whole: boolean): ClaimSummary {
  const { name, household, granted, state, publishedUntil } = claim
  return {
    ...{ id: claim._id, version: claim.version, state, origin: claim.origin },
    ...{ ruleId: claim.rule.id, ruleVersion: claim.rule.version, label: claim.label, group: claim.group },
    ...{ sign: claim.sign, unit: claim.unit, times: claim.times, points: signed(claim, claim.points) },
    ...(state === 'credited' ? { credited: signed(claim, granted ?? 0) } : {}),
    ...(state === 'reversed' ? { credited: 0 } : {}),
    name: whole ? name : maskName(name),
    ...(household ? { household: whole ? household : maskHouseNumber(household) } : {}),
    ...{ on: claim.on, at: claim.at.toISOString() },
    ...(publishedUntil ? { publishedUntil } : {}),
    photos: claim.media.length,
  }
}

const hiddenStandIn = '（内容正在审核）'

function stepView(step: ClaimStep, whole: boolean): ClaimStepView {
  const { event, at, actor, words, hidden } = step
  const shown = whole || !hidden ? words : { ...words, note: hiddenStandIn, reason: hiddenStandIn }
  // who objected is known to the reviewer by the objection, and to nobody by the timeline
  const name = event === 'object' ? '' : whole ? actor.name : maskName(actor.name)
  return { event, at: at.toISOString(), words: { ...shown, actor: name } }
}

/**
 * The claim as the caller sees it. A worker's look at somebody's name and photos is recorded.
 * @throws Refusal NOT_FOUND when it doesn't exist or the caller may not know of it
 */
export async function detailOf(call: Call, claim: ClaimRecord | null): Promise<ClaimDetail> {
  const { session, platform } = call
  const sight = claim ? sightOf(claim, session) : 'none'
  if (!claim || sight === 'none') return refuse('NOT_FOUND')
  const whole = sight === 'full'
  const own = isOwn(claim, session)
  const files = whole ? [...claim.media, ...claim.steps.flatMap(({ media }) => media)] : []
  const links = files.length > 0 ? await platform.links(files.map(({ fileId }) => fileId)) : {}
  if (whole && !own) call.saw([claim.personId], '积分申报')
  const { parties } = partiesOf(claim, session)
  const open = claim.objections.find(({ outcome }) => outcome === undefined)
  const mine = open !== undefined && session.identities.includes(open.personId)
  const reads = mine || parties.includes('reviewer')
  return {
    ...summaryOf(claim, whole),
    ...{ facts: factsOf(claim), relations: parties },
    words: whole || !claim.hiddenWords ? claim.words : hiddenStandIn,
    media: files.map(({ fileId, state }) => ({ fileId, state, ...(links[fileId] ? { url: links[fileId] } : {}) })),
    steps: claim.steps.map((step) => stepView(step, whole)),
    ...(open && reads ? { objection: { reason: open.reason, at: open.at.toISOString(), mine } } : {}),
    ...(claim.caseId && own ? { caseId: claim.caseId } : {}),
  }
}
