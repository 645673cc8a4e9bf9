import { v7 } from 'uuid'
import { businessDate } from '../../types/business-date'
import { furnishClaims } from '../support/claims'
import { furnishCounter } from '../support/counter'
import { furnishStore } from '../support/redemptions'
import { furnishActivities } from './furnish-activities'
import type { Tab } from './tab'
import { describeTwin } from './twin'

/** Every page that app.json declares, by its path. */
function declaredPages(): string[] {
  const globals = globalThis as { defineAppConfig?: (config: unknown) => unknown }
  globals.defineAppConfig = (config) => config
  const { default: config } = jest.requireActual('../../src/app.config') as {
    default: { pages: string[]; subPackages: { root: string; pages: string[] }[] }
  }
  return [...config.pages, ...config.subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`))]
}

/** Long enough to wrap at any size, with a number that has no place to break. */
const long =
  '村西头张家湾老水塘边上的变压器嗡嗡响，编号SN-20260722-0001-ABCDEFGHIJKLMNOPQRSTUVWXYZ，一下雨就跳闸，三十多户停电'

/** What the pages are opened with, made in {@link furnish}. */
interface Things {
  running: string
  assessed: string
  notice: string
  job: string
  activity: string
  /** Over, with summary. */
  finished: string
  certificate: string
  organization: string
  declared: string
  /** Reserved, with its code; and one that was handed over. */
  reserved: string
  handedOver: string
  /** On the shelf of the store. */
  goods: string
  /** The one that is going on, in which the store did something. */
  month: string
}

type Row = [page: string, who: string, parameters?: (things: Things) => Record<string, string>]

/** Each page, who looks at it, and with what. */
const rows: Row[] = [
  ['pages/home/index', 'villager-tian'],
  ['pages/home/index', 'worker-tian'],
  ['pages/home/index', 'member-tian'],
  ['pages/home/index', 'townleader-nangan'],
  ['pages/cases/index', 'worker-tian'],
  ['pages/me/index', 'worker-tian'],
  ['packages/order/new/index', 'villager-tian'],
  ['packages/order/new/index', 'worker-tian', () => ({ category: 'conduct' })],
  ['packages/order/detail/index', 'member-tian', ({ running }) => ({ caseId: running })],
  ['packages/mine/register/index', 'visitor'],
  ['packages/mine/inbox/index', 'villager-tian'],
  ['packages/mine/privacy/index', 'villager-tian'],
  ['packages/mine/member/index', 'member-tian'],
  ['packages/notice/list/index', 'villager-tian'],
  ['packages/notice/detail/index', 'villager-tian', ({ notice }) => ({ id: notice })],
  ['packages/grid/dispatch/index', 'worker-tian', ({ assessed }) => ({ caseId: assessed, event: 'dispatch' })],
  ['packages/grid/people/index', 'worker-tian'],
  ['packages/grid/places/index', 'worker-tian'],
  ['packages/grid/place/index', 'worker-tian'],
  ['packages/party/pool/index', 'member-tian'],
  ['pages/points/index', 'villager-tian'],
  ['pages/points/index', 'worker-tian'],
  ['pages/points/index', 'visitor'],
  ['packages/points/entries/index', 'villager-tian'],
  ['packages/points/honour/index', 'villager-tian'],
  ['packages/points/rules/index', 'secretary-tian'],
  ['packages/points/propose/index', 'secretary-tian'],
  ['packages/points/declare/index', 'worker-tian'],
  ['packages/points/claims/index', 'villager-tian'],
  ['packages/points/claims/index', 'secretary-tian'],
  ['packages/points/claims/index', 'neighbour-tian', () => ({ view: 'published' })],
  ['packages/points/claim/index', 'worker-tian', ({ declared }) => ({ claimId: declared })],
  ['packages/points/bulk/index', 'worker-tian'],
  ['packages/points/household/index', 'secretary-tian'],
  ['packages/points/proof/index', 'admin'],
  ['packages/office/notices/index', 'secretary-tian'],
  ['packages/office/notice/index', 'secretary-tian'],
  ['packages/office/review/index', 'reviewer'],
  ['packages/admin/areas/index', 'admin'],
  ['packages/admin/posts/index', 'admin'],
  ['packages/admin/appoint/index', 'admin'],
  ['packages/admin/import/index', 'admin'],
  ['packages/admin/job/index', 'admin', ({ job }) => ({ jobId: job })],
  ['packages/admin/dead-letters/index', 'admin'],
  ['packages/admin/setup/index', 'visitor'],
  ['packages/activity/list/index', 'villager-tian'],
  ['packages/activity/list/index', 'secretary-tian', () => ({ view: 'organized' })],
  ['packages/activity/detail/index', 'villager-tian', ({ activity }) => ({ id: activity })],
  ['packages/activity/detail/index', 'secretary-tian', ({ activity }) => ({ id: activity })],
  ['packages/activity/detail/index', 'neighbour-tian', ({ finished }) => ({ id: finished })],
  ['packages/activity/publish/index', 'secretary-tian'],
  ['packages/activity/code/index', 'secretary-tian', ({ activity }) => ({ activityId: activity })],
  ['packages/activity/attendees/index', 'secretary-tian', ({ finished }) => ({ activityId: finished })],
  ['packages/activity/record/index', 'neighbour-tian'],
  ['packages/activity/certificate/index', 'neighbour-tian'],
  ['packages/activity/verify/index', 'visitor', ({ certificate }) => ({ number: certificate })],
  ['packages/activity/volunteers/index', 'villager-tian'],
  ['packages/activity/members/index', 'secretary-tian', ({ organization }) => ({ organizationId: organization })],
  ['packages/store/shop/index', 'villager-tian'],
  ['packages/store/shop/index', 'keeper-tian'],
  ['packages/store/redemption/index', 'villager-tian', ({ reserved }) => ({ redemptionId: reserved })],
  ['packages/store/redemption/index', 'keeper-tian', ({ handedOver }) => ({ redemptionId: handedOver })],
  ['packages/store/redemptions/index', 'villager-tian'],
  ['packages/store/counter/index', 'keeper-tian'],
  ['packages/store/desk/index', 'manager-tian'],
  ['packages/store/desk/index', 'keeper-tian'],
  ['packages/store/card-counter/index', 'keeper-tian'],
  ['packages/store/cards/index', 'secretary-tian'],
  ['packages/store/shelf/index', 'manager-tian'],
  ['packages/store/goods/index', 'manager-tian', ({ goods }) => ({ goodsId: goods })],
  ['packages/store/goods/index', 'inspector-tian', ({ goods }) => ({ goodsId: goods })],
  ['packages/store/goods/index', 'manager-tian'],
  ['packages/store/returns/index', 'manager-tian'],
  ['packages/store/month/index', 'keeper-tian', ({ month }) => ({ month })],
]

describeTwin('every page on a narrow phone', (twin) => {
  let things: Things

  /** Something to show on every page, with words as long as people's are. */
  beforeAll(async () => {
    const { cloud } = twin
    // before the cases, so that their deadlines are still to come
    const { id: declared } = await furnishClaims(cloud, long)
    const file = (words: string) =>
      cloud.ok('villager-tian', 'case.submit', {
        kind: 'request',
        category: 'power',
        words,
        place: { text: '张家湾老水塘东边第三根电线杆往北走五十米' },
      })
    const assess = async (caseId: string) => {
      const { version } = await cloud.ok('leader-tian', 'case.get', { caseId })
      const as = { category: 'power', urgency: 'urgent', visibility: 'village' } as const
      return (await cloud.ok('leader-tian', 'case.assess', { caseId, version, ...as })).version
    }
    const [running, assessed, offered, pooled] = [
      await file(long),
      await file(`${long}，第二次`),
      await file('电线被风刮断了'),
      await file('电表箱门掉了'),
    ].map(({ id }) => id) as [string, string, string, string]
    const { personId } = await cloud.ok('member-tian', 'person.me', {})
    const toMember = { to: 'person', personId } as const
    const dispatch = async (caseId: string, target: typeof toMember | { to: 'pool' }) =>
      cloud.ok('leader-tian', 'case.dispatch', { caseId, version: await assess(caseId), target })
    const { version } = await dispatch(running, toMember)
    await cloud.ok('member-tian', 'case.accept', { caseId: running, version })
    await cloud.ok('member-tian', 'case.progress', { caseId: running, note: long })
    await dispatch(offered, toMember)
    await dispatch(pooled, { to: 'pool' })
    await assess(assessed)
    await file('【待审】这几句话机器拿不准')
    const [post] = (await cloud.ok('worker-tian', 'person.me', {})).posts
    await cloud.ok('worker-tian', 'place.create', { areaId: post!.areaId!, name: '张家湾老水塘文化广场宣传栏' })
    const job = await cloud.ok('admin', 'job.start', { kind: 'export', roster: 'posts', areaId: '411521105204' })
    await cloud.database.bulkInsert('deadLetters', [
      {
        _id: v7(),
        collection: 'cases',
        documentId: running,
        effect: { id: `${running}:3:tell`, kind: 'message', data: {} },
        error: 'FUNCTIONS_TIME_LIMIT_EXCEEDED: the platform did not answer',
        at: cloud.now(),
      },
    ])
    const { rows: notices } = await cloud.ok('villager-tian', 'notice.list', {})
    await cloud.fire('clock')
    const served = await furnishActivities(cloud, long)
    const redeemed = await furnishStore(cloud)
    const { goods } = await furnishCounter(cloud)
    const month = businessDate(cloud.now()).slice(0, 7)
    things = { running, assessed, notice: notices[0]!.id, job: job.id, declared, goods, month, ...served, ...redeemed }
  }, 60_000)

  test('the table below has a row for every page', () => {
    expect([...new Set(rows.map(([page]) => page))].sort()).toEqual(declaredPages().sort())
  })

  const look = async (tab: Tab, [page, who, parameters]: Row, mode: 'plain' | 'elder') => {
    await tab.go(page, parameters?.(things))
    await tab.settled()
    const name = page.replace(/^packages\/|^pages\/|\/index$/g, '').replace(/\//g, '-')
    await tab.photograph(`${name}-${who}-${mode}`, true)
    return tab.measure()
  }

  test.each(rows)(
    '%s of %s fits, plain and elder',
    async (...row) => {
      const tab = await twin.person(row[1])
      const plain = await look(tab, row, 'plain')
      expect(plain.faults).toEqual([])
      expect(plain.smallestType).toBeGreaterThanOrEqual(14)
      expect(plain.lowestMainButton ?? 48).toBeGreaterThanOrEqual(48)
      await tab.remember('elder', true)
      const elder = await look(tab, row, 'elder')
      expect(elder.faults).toEqual([])
      expect(elder.smallestType).toBeGreaterThanOrEqual(14 * 1.4 - 0.1)
      expect(elder.lowestMainButton ?? 64).toBeGreaterThanOrEqual(64)
    },
    90_000,
  )

  test('elder mode: on in one tap, everything larger by 40 %, four tiles, remembered, off in one tap', async () => {
    const elder = await twin.person('elder-tian')
    await elder.at('home-village').waitFor()
    const sizeOf = (id: string) => elder.at(id).evaluate((node) => Number.parseFloat(getComputedStyle(node).fontSize))
    const plain = await sizeOf('home-village')
    await elder.tap('home-elder')
    await elder.at('elder-order').waitFor()
    expect((await sizeOf('home-village')) / plain).toBeCloseTo(1.4, 2)
    expect(await elder.page.locator('[id^="elder-"][role="button"]:visible').count()).toBe(4)
    await elder.reload()
    await elder.at('elder-order').waitFor()
    await elder.photograph('elder-home')
    await elder.tap('home-elder')
    await elder.at('home-order').waitFor()
    expect(await elder.at('elder-order').count()).toBe(0)
  }, 90_000)
})
