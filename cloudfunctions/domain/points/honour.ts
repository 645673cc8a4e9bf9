/** The honour list of a village or group: households by what they earned, served by an index that follows the accounts. */
import type { HonourRow, PointsHonourInput, PointsHonourOutput } from '#types/points'
import { holds, type Role, roles } from '#types/roles'
import type { Call } from '../../kernel/action'
import { refuse } from '../../kernel/errors'
import { maskName } from '../../kernel/mask'
import { pageSize } from '../../kernel/page'
import { businessDate } from '../../kernel/time'
import { findArea } from '../area'
import { type AccountRecord, villageOf } from '../ledger'
import { rulesOn } from '../rule'

/** Any post may look at the list of an area it covers. */
const anyRole = Object.keys(roles) as Role[]

type Period = NonNullable<PointsHonourInput['period']>

/** Where the account keeps what it earned in each period. */
const fields = {
  month: { key: 'earned.month', points: 'earned.inMonth', length: 'YYYY-MM'.length },
  year: { key: 'earned.year', points: 'earned.inYear', length: 'YYYY'.length },
} as const satisfies Record<Period, object>

const earnedIn = ({ earned }: AccountRecord, period: Period) => (period === 'month' ? earned.inMonth : earned.inYear)

/** Ranks of points in descending order: equal points share a rank, and the next one counts those before it. Pure. */
const ranksOf = (points: readonly number[]): number[] => points.map((one) => points.indexOf(one) + 1)

/** The first 50 of the caller's village, or of an area that is their home or lies in one of their posts. */
export async function honour(call: Call, { areaId, period = 'month' }: PointsHonourInput): Promise<PointsHonourOutput> {
  const { db, session, now } = call
  const { command: _ } = db
  const id = areaId ?? villageOf(session.areas)
  const { key, points, length } = fields[period]
  const present = businessDate(now).slice(0, length)
  const [area, accounts] = await Promise.all([
    findArea(db, id, now),
    db.find<AccountRecord>('accounts', {
      where: { areas: id, unit: 'goods', [key]: present, [points]: _.gt(0) },
      sort: [
        [points, 'desc'],
        ['_id', 'asc'],
      ],
      limit: pageSize,
    }),
  ])
  if (!area) return refuse('NOT_FOUND')
  if (!session.areas.includes(id) && !holds(session, anyRole, area.areas)) refuse('FORBIDDEN')
  call.scopeChecked()
  if (area.level !== 'village' && area.level !== 'group')
    return refuse('BAD_INPUT', { problem: '光荣榜按村或组查看', field: 'areaId' })
  const { policy } = await rulesOn(db, villageOf(area.areas), businessDate(now), now)
  const ranks = ranksOf(accounts.map((account) => earnedIn(account, period)))
  const rows = accounts.map(
    (account, n): HonourRow => ({
      rank: ranks[n]!,
      name: `${policy.maskNames ? maskName(account.name) : account.name}户`,
      points: earnedIn(account, period),
      mine: account.owner.id === session.householdId,
    }),
  )
  return { areaId: id, areaName: area.name, period: present, rows }
}
