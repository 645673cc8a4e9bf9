/** The home page in one call: what each of the caller's posts needs first, read in parallel after the session. */

import type { CaseSummary } from '#types/case'
import { HomeGetInput, type HomeOutput } from '#types/home'
import { hasRole, levelStaff, orderTakers, postsOf, type Role, type Session } from '#types/roles'
import { type Action, action, type Call } from '../../kernel/action'
import { cached } from '../../kernel/cache'
import { addDays, businessDate, startOfBusinessDay } from '../../kernel/time'
import { areaTree } from '../area'
import {
  deskOf,
  desks,
  type PersonalCases,
  personalCases,
  poolAreas,
  rowsOf,
  type SummaryRecord,
  summaryOf,
} from '../case'
import { totalsOf } from '../counter'
import { unreadOf } from '../message'
import { latestNotices } from '../notice'
import { pendingWithin } from '../person'
import { chainFor } from '../post'

/** Rows a part of the page shows; the list has the rest. */
const rowsShown = 3

/** Roles whose home is figures and what is overdue. */
const leaders: readonly Role[] = ['villageSecretary', ...levelStaff.town, ...levelStaff.county]

const top = (records: readonly SummaryRecord[], full: boolean): CaseSummary[] =>
  records.slice(0, rowsShown).map((record) => summaryOf(record, full))

/** Open cases to show a villager on the first page, those that wait for their word among them. */
async function residentPart({ db, session, now }: Call, personal: PersonalCases): Promise<HomeOutput['resident']> {
  const chain = session.areas.length > 0 ? await chainFor(db, session, now) : { links: [], helpers: [] }
  return { open: top(personal.filed, true), chain: chain.links, helpers: chain.helpers }
}

const memberPart = (personal: PersonalCases): HomeOutput['member'] => ({
  offered: top(personal.offered, true),
  running: top(personal.running, true),
  pool: personal.pool.length,
  doneThisMonth: personal.done.length,
})

async function workerPart(call: Call): Promise<HomeOutput['worker']> {
  const [desk, pendingPeople] = await Promise.all([deskOf(call.db, desks(call.session), call.now), pendingWithin(call)])
  return { todo: desk.counts, next: top(desk.next, true), pendingPeople }
}

const figures = {
  submitted: '新收',
  closed: '办结',
  satisfied: '满意',
  reopened: '重办',
  breached: '超期',
  handedUp: '上交',
} as const

const figureNames = Object.keys(figures) as (keyof typeof figures)[]

/** The month so far beside the same days of the month before. */
function periods(now: Date): [now: { from: string; to: string }, before: { from: string; to: string }] {
  const today = businessDate(now)
  const from = `${today.slice(0, 7)}-01`
  const lastOfBefore = addDays(from, -1)
  const beforeFrom = `${lastOfBefore.slice(0, 7)}-01`
  const sameDay = `${lastOfBefore.slice(0, 7)}-${today.slice(8)}`
  return [
    { from, to: today },
    { from: beforeFrom, to: sameDay < lastOfBefore ? sameDay : lastOfBefore },
  ]
}

/** Both months of an area, a minute old at most: a leader's page is opened more often than figures move. */
const figuresOf = cached(60_000, async (db, key) => {
  const [areaId = '', from = '', to = '', beforeFrom = '', beforeTo = ''] = key.split(' ')
  return Promise.all([
    totalsOf(db, figureNames, { from, to, subjectKind: 'area', areaId }),
    totalsOf(db, figureNames, { from: beforeFrom, to: beforeTo, subjectKind: 'area', areaId }),
  ])
})

async function leaderPart(call: Call): Promise<HomeOutput['leader']> {
  const { db, session, now } = call
  const areaId = postsOf(session, leaders)
    .flatMap((post) => (post.areaId ? [post.areaId] : []))
    .sort((a, b) => a.length - b.length)[0]!
  const [current, before] = periods(now)
  const [tree, [thisMonth, lastMonth], overdue] = await Promise.all([
    areaTree(db, now),
    figuresOf(db, `${areaId} ${current.from} ${current.to} ${before.from} ${before.to}`, now),
    rowsOf(call, { view: 'overdue', limit: 5 }),
  ])
  return {
    areaName: tree.name(areaId),
    figures: figureNames.map((name) => ({ label: figures[name], now: thisMonth[name], before: lastMonth[name] })),
    overdue: overdue.rows,
  }
}

const isResident = (session: Session) => !hasRole(session, ['admin'])

async function get(call: Call): Promise<HomeOutput> {
  const { db, session, now } = call
  const takes = hasRole(session, orderTakers)
  const month = startOfBusinessDay(`${businessDate(now).slice(0, 7)}-01`)
  const personal = personalCases(db, session, takes ? poolAreas(session) : [], month)
  const [tree, unread, notices, resident, worker, mine, leader] = await Promise.all([
    areaTree(db, now),
    unreadOf(db, session.identities),
    latestNotices(db, session.areas, rowsShown, now),
    isResident(session) ? personal.then((cases) => residentPart(call, cases)) : undefined,
    desks(session).length > 0 ? workerPart(call) : undefined,
    personal,
    hasRole(session, leaders) ? leaderPart(call) : undefined,
  ])
  const village = session.areas.find((area) => area.length === 12)
  return {
    ...(village ? { villageName: tree.name(village) } : {}),
    unread,
    notices: notices.map(({ id, title, publishedAt }) => ({ id, title, publishedAt })),
    ...(resident ? { resident } : {}),
    ...(worker ? { worker } : {}),
    ...(takes ? { member: memberPart(mine) } : {}),
    ...(leader ? { leader } : {}),
  }
}

export const homeActions: Action[] = [action('home.get', HomeGetInput, get)]
