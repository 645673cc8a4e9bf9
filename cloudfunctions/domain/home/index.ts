/** The home page in one call: what each of the caller's posts needs first, read in parallel after the session. */

import type { CaseSummary } from '#types/case'
import { HomeGetInput, type HomeOutput } from '#types/home'
import { doorstepRoles, hasRole, levelStaff, orderTakers, postsOf, type Role, type Session } from '#types/roles'
import { type Action, action, type Call } from '../../kernel/action'
import { addDays, businessDate } from '../../kernel/time'
import { areaTree } from '../area'
import { caseCounts, desks, poolAreas, rowsOf } from '../case'
import { totalsOf } from '../counter'
import { unreadOf } from '../message'
import { latestNotices } from '../notice'
import { chainFor } from '../post'

/** Rows a part of the page shows; the list has the rest. */
const rowsShown = 3

const rows = async (
  call: Call,
  view: 'mine' | 'todo' | 'offered' | 'handling' | 'overdue',
  limit = rowsShown,
): Promise<CaseSummary[]> => (await rowsOf(call, { view, limit })).rows

/** Roles whose home is figures and what is overdue. */
const leaders: readonly Role[] = ['villageSecretary', ...levelStaff.town, ...levelStaff.county]

/** Cases to show a villager on the first page: the open ones, and those waiting for their word. */
async function residentPart(call: Call): Promise<HomeOutput['resident']> {
  const { db, session, now } = call
  const [mine, chain] = await Promise.all([
    rows(call, 'mine', 10),
    session.areas.length > 0 ? chainFor(db, session, now) : { links: [], helpers: [] },
  ])
  const waiting = mine.filter(({ state }) => !['closed', 'withdrawn', 'rejected', 'merged'].includes(state))
  return { open: waiting.slice(0, rowsShown), chain: chain.links, helpers: chain.helpers }
}

async function workerPart(call: Call): Promise<HomeOutput['worker']> {
  const areas = desks(call.session)
  const [todo, next, pendingPeople] = await Promise.all([
    caseCounts(call.db, areas, call.now),
    rows(call, 'todo'),
    pendingIn(
      call,
      areas.map(({ areaId }) => areaId),
    ),
  ])
  return { todo, next, pendingPeople }
}

/** People awaiting confirmation in some areas, counted up to 99. */
async function pendingIn({ db, session }: Call, areas: string[]): Promise<number> {
  if (!hasRole(session, doorstepRoles)) return 0
  const where = { areas: db.command.in(areas), standing: 'pending' }
  return (await db.find('bindings', { where, limit: 99, fields: ['_id'] })).length
}

async function memberPart(call: Call): Promise<HomeOutput['member']> {
  const { db, session, now } = call
  const { command: _ } = db
  const month = new Date(`${businessDate(now).slice(0, 7)}-01T00:00:00+08:00`)
  const areas = poolAreas(session)
  const [offered, running, pool, doneThisMonth] = await Promise.all([
    rows(call, 'offered'),
    rows(call, 'handling'),
    areas.length > 0 ? db.count('cases', { poolArea: _.in(areas) }) : 0,
    db.count('cases', { handlerId: session.personId, open: false, updatedAt: _.gte(month) }),
  ])
  return { offered, running, pool, doneThisMonth }
}

const figures = {
  submitted: '新收',
  closed: '办结',
  satisfied: '满意',
  reopened: '重办',
  breached: '超期',
  handedUp: '上交',
} as const

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

async function leaderPart(call: Call): Promise<HomeOutput['leader']> {
  const { db, session, now } = call
  const areaId = postsOf(session, leaders)
    .flatMap((post) => (post.areaId ? [post.areaId] : []))
    .sort((a, b) => a.length - b.length)[0]!
  const names = Object.keys(figures) as (keyof typeof figures)[]
  const [current, before] = periods(now)
  const [tree, thisMonth, lastMonth, overdue] = await Promise.all([
    areaTree(db, now),
    totalsOf(db, names, { ...current, subjectKind: 'area', areaId }),
    totalsOf(db, names, { ...before, subjectKind: 'area', areaId }),
    rows(call, 'overdue', 5),
  ])
  return {
    areaName: tree.name(areaId),
    figures: names.map((name) => ({ label: figures[name], now: thisMonth[name], before: lastMonth[name] })),
    overdue,
  }
}

const isResident = (session: Session) => !hasRole(session, ['admin'])

async function get(call: Call): Promise<HomeOutput> {
  const { db, session, now } = call
  const [tree, unread, notices, resident, worker, member, leader] = await Promise.all([
    areaTree(db, now),
    unreadOf(db, session.identities),
    latestNotices(db, session.areas, rowsShown, now),
    isResident(session) ? residentPart(call) : undefined,
    desks(session).length > 0 ? workerPart(call) : undefined,
    hasRole(session, orderTakers) ? memberPart(call) : undefined,
    hasRole(session, leaders) ? leaderPart(call) : undefined,
  ])
  const village = session.areas.find((area) => area.length === 12)
  return {
    ...(village ? { villageName: tree.name(village) } : {}),
    unread,
    notices: notices.map(({ id, title, publishedAt }) => ({ id, title, publishedAt })),
    ...(resident ? { resident } : {}),
    ...(worker ? { worker } : {}),
    ...(member ? { member } : {}),
    ...(leader ? { leader } : {}),
  }
}

export const homeActions: Action[] = [action('home.get', HomeGetInput, get)]
