/**
 * Who could take an order, ranked by a score whose parts are shown (domain.md §2, offering): distance, skill, present load,
 * fairness since the last order, reply rate. The ranking is pure; reading stands below it.
 */
import type { Candidate, ScorePart } from '#types/case'
import { type Skill, skills } from '#types/categories'
import { orderTakers, roles } from '#types/roles'
import type { Db } from '../../kernel/db'
import { addDays, businessDate, daysBetween } from '../../kernel/time'
import { areaTree } from '../area'
import type { PersonRecord } from '../person'
import type { PostRecord } from '../post'
import { type CaseRecord, levelAreas } from './record'
import { ownHousehold } from './relations'

/** What is known of somebody who could take the order. */
export interface Taker {
  personId: string
  name: string
  householdId?: string
  role: PostRecord['role']
  areas: readonly string[]
  areaName: string
  skills: readonly Skill[]
  /** Orders in hand now. */
  load: number
  /** Days since the last accepted order; absent when there was none in 90 days. */
  idleDays?: number
  offered: number
  accepted: number
}

const weights = { distance: 30, skill: 25, load: 20, fairness: 15, reply: 10 } as const

function distancePart(taker: Taker, record: Pick<CaseRecord, 'areas'>): ScorePart {
  const at = levelAreas(record.areas)
  const within = (area: string | undefined) => area !== undefined && taker.areas.includes(area)
  const [share, words] = within(at.grid)
    ? [1, '同一网格']
    : within(at.village)
      ? [0.6, '同村']
      : within(at.town)
        ? [0.2, '同镇']
        : [0, '较远']
  return { label: '距离', points: Math.round(weights.distance * share), of: weights.distance, words }
}

function skillPart(taker: Taker, wanted: readonly Skill[]): ScorePart {
  const has = wanted.filter((skill) => taker.skills.includes(skill))
  const share = wanted.length === 0 ? 0.6 : has.length / wanted.length
  const words =
    wanted.length === 0
      ? '不要求技能'
      : has.length > 0
        ? `会${has.map((skill) => skills[skill]).join('、')}`
        : '无对应技能'
  return { label: '技能', points: Math.round(weights.skill * share), of: weights.skill, words }
}

/** Scores one taker; the parts add up to the score. Pure. */
function score(taker: Taker, record: Pick<CaseRecord, 'areas'>, wanted: readonly Skill[]): Candidate {
  const idle = taker.idleDays ?? 90
  const reply = taker.offered === 0 ? 1 : taker.accepted / taker.offered
  const parts: ScorePart[] = [
    distancePart(taker, record),
    skillPart(taker, wanted),
    {
      label: '在办',
      points: Math.max(0, weights.load - taker.load * 5),
      of: weights.load,
      words: taker.load === 0 ? '手上没有单' : `手上 ${taker.load} 单`,
    },
    {
      label: '轮换',
      points: Math.round(weights.fairness * Math.min(1, idle / 30)),
      of: weights.fairness,
      words: idleSaid(taker.idleDays),
    },
    {
      label: '应答',
      points: Math.round(weights.reply * reply),
      of: weights.reply,
      words: taker.offered === 0 ? '还没派过单' : `派 ${taker.offered} 单接 ${taker.accepted} 单`,
    },
  ]
  return {
    personId: taker.personId,
    name: taker.name,
    role: roles[taker.role],
    areaName: taker.areaName,
    score: parts.reduce((sum, part) => sum + part.points, 0),
    parts,
  }
}

const idleSaid = (days: number | undefined): string =>
  days === undefined ? '近 90 天未接单' : days === 0 ? '今天接过单' : `${days} 天前接过单`

/** Best first; equal scores by id, so that two screens show the same order. Those of the household to be served are left out. */
function rank(takers: readonly Taker[], record: CaseRecord, wanted: readonly Skill[]): Candidate[] {
  return takers
    .filter((taker) => !ownHousehold(record, taker) && taker.personId !== record.aboutPersonId)
    .map((taker) => score(taker, record, wanted))
    .sort((a, b) => b.score - a.score || (a.personId < b.personId ? -1 : 1))
}

/** Candidates shown at most; a search narrows it. */
const mostCandidates = 20
const daysLooked = 90

async function takersOf(db: Db, posts: readonly PostRecord[], now: Date): Promise<Taker[]> {
  const byPerson = new Map<string, PostRecord>()
  for (const post of posts) {
    const known = byPerson.get(post.personId)
    if (!known || orderTakers.indexOf(post.role) < orderTakers.indexOf(known.role)) byPerson.set(post.personId, post)
  }
  const ids = [...byPerson.keys()]
  if (ids.length === 0) return []
  const { command: _ } = db
  const today = businessDate(now)
  const [people, loads, counts, tree] = await Promise.all([
    db.find<PersonRecord>('people', {
      where: { _id: _.in(ids) },
      limit: ids.length,
      fields: ['skills', 'areas', 'householdId', 'status'],
    }),
    db.aggregate<{ _id: string; count: number }>('cases', (pipeline) =>
      pipeline
        .match({ handlerId: _.in(ids), open: true })
        .group({ _id: '$handlerId', count: { $sum: 1 } } as never)
        .limit(1000),
    ),
    db.aggregate<{ _id: string; offered: number; accepted: number; last: string }>('counters', (pipeline) =>
      pipeline
        .match({ subjectId: _.in(ids), date: _.gte(addDays(today, -daysLooked)) })
        .group({
          _id: '$subjectId',
          offered: { $sum: '$totals.offered' },
          accepted: { $sum: '$totals.accepted' },
          last: { $max: '$date' },
        } as never)
        .limit(1000),
    ),
    areaTree(db, now),
  ])
  const person = new Map(people.map((one) => [one._id, one]))
  const load = new Map(loads.map((one) => [one._id, one.count]))
  const count = new Map(counts.map((one) => [one._id, one]))
  return [...byPerson].flatMap(([personId, post]) => {
    const known = person.get(personId)
    if (known && known.status !== 'active') return []
    const figures = count.get(personId)
    return {
      personId,
      name: post.personName,
      householdId: known?.householdId ?? post.householdId,
      role: post.role,
      areas: [...new Set([...post.areas, ...(known?.areas ?? [])])],
      areaName: tree.name(post.areas.at(-1) ?? '') || tree.name(post.areas.find((area) => area.length === 12) ?? ''),
      skills: known?.skills ?? [],
      load: load.get(personId) ?? 0,
      idleDays: figures?.last && figures.accepted > 0 ? Math.max(0, daysBetween(figures.last, today)) : undefined,
      offered: figures?.offered ?? 0,
      accepted: figures?.accepted ?? 0,
    }
  })
}

/** Ranked candidates: those of the village (its grids included), and of the town when a name is looked for. */
export async function candidatesFor(
  db: Db,
  record: CaseRecord,
  wanted: readonly Skill[],
  search: string,
  now: Date,
): Promise<Candidate[]> {
  const at = levelAreas(record.areas)
  const scope = search ? (at.town ?? record.village) : record.village
  const today = businessDate(now)
  const within = { areas: scope, role: db.command.in([...orderTakers]) }
  const posts = (await db.find<PostRecord>('posts', { where: within, sort: [['_id', 'asc']], limit: 1000 })).filter(
    (post) => post.personName.includes(search) && post.from <= today && (post.to === undefined || post.to >= today),
  )
  return rank(await takersOf(db, posts.slice(0, 300), now), record, wanted).slice(0, mostCandidates)
}

/** One person's own score for a case: why it was offered to them. */
export async function scoreFor(
  db: Db,
  record: CaseRecord,
  personId: string,
  now: Date,
): Promise<ScorePart[] | undefined> {
  const posts = await db.find<PostRecord>('posts', { where: { personId }, limit: 20 })
  const takers = await takersOf(
    db,
    posts.filter((post) => orderTakers.includes(post.role)),
    now,
  )
  return takers[0] && score(takers[0], record, record.skills).parts
}
