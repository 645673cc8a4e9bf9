/** @jest-environment jsdom */
/** Every page of the built mini-program, opened by somebody whom it is for, with what the local cloud gives. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { claimed } from '../support/claims'
import { type MiniApp, openApp } from '../support/weapp'
import { type CloudBeside, startCloudBeside } from '../support/weapp/cloud'
import { furnish, said, type Things } from './furnish'

let cloud: CloudBeside
let things: Things
let app: MiniApp | undefined

beforeAll(async () => {
  cloud = await startCloudBeside()
  things = await furnish(cloud)
}, 120_000)
afterAll(() => cloud?.close())
afterEach(() => {
  const faults = app?.faults ?? []
  app?.close()
  app = undefined
  expect(faults).toEqual([])
})

const open = async (phone: Parameters<typeof openApp>[0]) => {
  app = await openApp(phone)
  return app
}

/** Words that only the cloud can have given, except where a page asks it nothing before something is typed. */
type Row = [page: string, who: string, shows: (things: Things) => string, query?: (things: Things) => string]

const activityOf = ({ activity }: Things) => `activityId=${activity.id}`
const goodsOf = ({ counter }: Things) => `goodsId=${encodeURIComponent(counter.goods)}`
const idOf = ({ activity }: Things) => `id=${activity.id}`

const rows: Row[] = [
  ['pages/home/index', 'villager-tian', () => said.assessed],
  ['pages/home/index', 'worker-tian', () => said.assessed],
  ['pages/home/index', 'member-tian', () => said.offered],
  ['pages/home/index', 'secretary-tian', () => '田堰村'],
  ['pages/home/index', 'townleader-nangan', () => '楠杆镇本月'],
  ['pages/home/index', 'admin', () => '名册导入导出'],
  ['pages/home/index', 'visitor', () => '还没有登记住在哪个村'],
  ['pages/cases/index', 'villager-tian', () => said.running],
  ['pages/cases/index', 'worker-tian', () => said.assessed],
  ['pages/me/index', 'worker-tian', ({ names }) => names.worker],
  ['pages/me/index', 'visitor', () => '还没有登记'],
  ['packages/order/new/index', 'villager-tian', () => '家里维修'],
  ['packages/order/new/index', 'villager-tian', ({ names }) => names.secretary, () => 'category=conduct'],
  ['packages/order/detail/index', 'member-tian', () => said.progress, ({ running }) => `caseId=${running.id}`],
  [
    'packages/order/detail/index',
    'villager-tian',
    ({ names }) => names.member,
    ({ running }) => `caseId=${running.id}`,
  ],
  ['packages/mine/register/index', 'visitor', () => '楠杆镇'],
  ['packages/mine/inbox/index', 'villager-tian', ({ running }) => running.number],
  ['packages/mine/privacy/index', 'villager-tian', () => said.look],
  ['packages/mine/member/index', 'member-tian', ({ names }) => names.branch],
  ['packages/notice/list/index', 'villager-tian', ({ notice }) => notice.title],
  ['packages/notice/detail/index', 'villager-tian', ({ notice }) => notice.title, ({ notice }) => `id=${notice.id}`],
  ['packages/grid/dispatch/index', 'worker-tian', () => '派给谁', ({ assessed }) => `caseId=${assessed.id}`],
  ['packages/grid/people/index', 'worker-tian', ({ names }) => names.waiting],
  ['packages/grid/places/index', 'worker-tian', () => said.place],
  ['packages/grid/place/index', 'worker-tian', ({ names }) => names.grid],
  ['packages/party/pool/index', 'member-tian', () => said.pooled],
  ['pages/points/index', 'villager-tian', () => claimed.credited.label],
  ['pages/points/index', 'worker-tian', () => '月度积分登记'],
  ['pages/points/index', 'visitor', () => '登记身份后才有积分'],
  ['packages/points/entries/index', 'villager-tian', () => claimed.credited.label],
  ['packages/points/honour/index', 'villager-tian', () => '第 1 名'],
  ['packages/points/rules/index', 'villager-tian', () => claimed.credited.label],
  ['packages/points/propose/index', 'secretary-tian', () => claimed.credited.label],
  ['packages/points/declare/index', 'villager-tian', () => claimed.credited.label],
  ['packages/points/claims/index', 'villager-tian', () => claimed.declared.label],
  ['packages/points/claims/index', 'neighbour-tian', () => claimed.published.label, () => 'view=published'],
  ['packages/points/claims/index', 'worker-tian', () => claimed.declared.label],
  ['packages/points/claims/index', 'secretary-tian', () => claimed.verified.label],
  [
    'packages/points/claim/index',
    'worker-tian',
    () => claimed.declared.label,
    ({ declared }) => `claimId=${declared.id}`,
  ],
  ['packages/points/bulk/index', 'worker-tian', () => '每月评一次'],
  ['packages/points/household/index', 'secretary-tian', () => '查一户的积分账'],
  ['packages/points/proof/index', 'admin', () => '账平'],
  ['packages/office/notices/index', 'secretary-tian', ({ notice }) => notice.title],
  ['packages/office/notice/index', 'secretary-tian', () => '田堰村'],
  ['packages/office/review/index', 'reviewer', () => said.doubtful],
  ['packages/admin/areas/index', 'admin', () => '罗山县'],
  ['packages/admin/posts/index', 'admin', ({ names }) => names.post],
  ['packages/admin/appoint/index', 'admin', () => '系统管理员'],
  ['packages/admin/import/index', 'admin', () => '罗山县'],
  ['packages/admin/job/index', 'admin', () => '导出', ({ job }) => `jobId=${job}`],
  ['packages/admin/dead-letters/index', 'admin', () => 'message.deliver'],
  ['packages/admin/setup/index', 'visitor', () => '管理员'],
  ['packages/activity/list/index', 'villager-tian', ({ activity }) => activity.title],
  ['packages/activity/list/index', 'secretary-tian', ({ activity }) => activity.title, () => 'view=organized'],
  ['packages/activity/detail/index', 'villager-tian', () => '请带手套和铁锹', idOf],
  ['packages/activity/detail/index', 'neighbour-tian', () => '候补第 1 位', idOf],
  ['packages/activity/detail/index', 'visitor', () => '登记身份后才能报名', idOf],
  ['packages/activity/publish/index', 'secretary-tian', ({ organization }) => organization.name],
  ['packages/activity/publish/index', 'secretary-tian', ({ activity }) => activity.date, activityOf],
  ['packages/activity/code/index', 'secretary-tian', ({ activity }) => activity.title, activityOf],
  ['packages/activity/attendees/index', 'secretary-tian', ({ names }) => names.villager, activityOf],
  ['packages/activity/record/index', 'villager-tian', () => said.service],
  ['packages/activity/certificate/index', 'villager-tian', ({ certificate }) => certificate.issuer],
  [
    'packages/activity/verify/index',
    'visitor',
    ({ certificate }) => certificate.issuer,
    ({ certificate }) => `number=${certificate.number}`,
  ],
  ['packages/activity/volunteers/index', 'villager-tian', ({ organization }) => organization.name],
  [
    'packages/activity/members/index',
    'secretary-tian',
    ({ names }) => names.member,
    ({ organization }) => `organizationId=${organization.id}`,
  ],
  ['packages/store/shop/index', 'villager-tian', () => '毛巾'],
  [
    'packages/store/redemption/index',
    'villager-tian',
    ({ code }) => code.replace(/^(.{4})/, '$1 '),
    ({ reserved }) => `redemptionId=${reserved}`,
  ],
  [
    'packages/store/redemption/index',
    'keeper-tian',
    () => '交付毛巾2条，用去 20 分',
    ({ handedOver }) => `redemptionId=${handedOver}`,
  ],
  ['packages/store/redemptions/index', 'villager-tian', () => '肥皂 1 块'],
  ['packages/store/counter/index', 'keeper-tian', () => '8 位兑换码'],
  ['packages/store/desk/index', 'manager-tian', () => '田堰村爱心超市'],
  ['packages/store/desk/index', 'villager-tian', () => '您没有爱心超市的岗位'],
  ['packages/store/card-counter/index', 'keeper-tian', () => '给没有手机的住户用'],
  ['packages/store/cards/index', 'secretary-tian', ({ counter }) => counter.household],
  ['packages/store/shelf/index', 'manager-tian', () => '学生文具套装'],
  ['packages/store/goods/index', 'manager-tian', () => '毛巾', goodsOf],
  ['packages/store/goods/index', 'manager-tian', () => '上新商品'],
  ['packages/store/returns/index', 'manager-tian', () => '肥皂 1 块'],
  ['packages/store/month/index', 'keeper-tian', () => '账物相符'],
]

test('the table below has a row for every page of app.json', () => {
  const built = path.resolve(__dirname, '../../dist/weapp/app.json')
  const { pages, subPackages } = JSON.parse(readFileSync(built, 'utf8')) as {
    pages: string[]
    subPackages: { root: string; pages: string[] }[]
  }
  const declared = [
    ...pages,
    ...subPackages.flatMap(({ root, pages: below }) => below.map((page) => `${root}/${page}`)),
  ]
  expect([...new Set(rows.map(([page]) => page))].sort()).toEqual(
    declared.map((page) => page.replace('//', '/')).sort(),
  )
})

test.each(rows)('%s of %s shows what the cloud gives', async (...[page, who, shows, query]: Row) => {
  const mini = await open({ url: query ? `${page}?${query(things)}` : page, ...cloud.phoneOf(who) })
  await mini.until(() => mini.text().includes(shows(things)))
  expect(mini.route()).toBe(page)
  expect(mini.ids().filter((id, at, all) => all.indexOf(id) !== at)).toEqual([])
})

describe('the states of a read', () => {
  const empty: Row[] = [
    ['pages/cases/index', 'neighbour-tian', () => '您还没有提交过'],
    ['pages/home/index', 'neighbour-tian', () => '现在没有在办的单子'],
    ['packages/mine/inbox/index', 'elder-tian', () => '还没有消息'],
    ['packages/activity/record/index', 'neighbour-tian', () => '这一年还没有服务时长'],
    ['packages/store/redemptions/index', 'neighbour-tian', () => '还没有兑换过'],
    ['packages/store/cards/index', 'worker-tian', () => '还没有发过卡'],
  ]
  test.each(empty)('%s of %s without rows says what to do next', async (...[page, who, shows]: Row) => {
    const mini = await open({ url: page, ...cloud.phoneOf(who) })
    await mini.until(() => mini.text().includes(shows(things)))
  })

  test.each([
    ['pages/cases/index', 'case.list'],
    ['pages/home/index', 'home.get'],
  ])('%s shows a skeleton while %s is under way', async (page, action) => {
    let letThrough = () => {}
    const held = new Promise<void>((done) => {
      letThrough = done
    })
    const { callFunction } = cloud.phoneOf('villager-tian')
    const mini = await open({
      url: 'packages/notice/list/index',
      callFunction: async (call) => {
        if ((call.data as { action: string }).action === action) await held
        return callFunction(call)
      },
    })
    const going = mini.go('switchTab', page)
    await mini.until(() => mini.labels().includes('正在加载'))
    expect(mini.text()).not.toContain(said.assessed)
    letThrough()
    await going
    await mini.until(() => mini.text().includes(said.assessed))
    expect(mini.labels()).not.toContain('正在加载')
  })

  test.each([
    ['pages/cases/index', 'case.list', 'cases-retry'],
    ['pages/home/index', 'home.get', 'home-retry'],
  ])('%s says that %s failed, and a tap on %s reads it', async (page, action, retry) => {
    let broken = true
    const { callFunction } = cloud.phoneOf('villager-tian')
    const mini = await open({
      url: page,
      callFunction: (call) => {
        if (broken && (call.data as { action: string }).action === action) throw new Error('request:fail')
        return callFunction(call)
      },
    })
    await mini.until(() => mini.text().includes('网络不通') && mini.has(retry))
    broken = false
    mini.tap(retry)
    await mini.until(() => mini.text().includes(said.assessed))
    expect(mini.text()).not.toContain('网络不通')
  })

  test('pulling the list down shows what somebody else did meanwhile', async () => {
    const mini = await open({ url: 'pages/cases/index', ...cloud.phoneOf('neighbour-tian') })
    await mini.until(() => mini.text().includes('您还没有提交过'))
    const place = { text: '三组' }
    await cloud.ok('neighbour-tian', 'case.submit', {
      kind: 'request',
      category: 'repair',
      words: '水龙头关不紧',
      place,
      urgency: 'normal',
      visibility: 'village',
      source: 'own',
    })
    mini.pullDown()
    await mini.until(() => mini.text().includes('水龙头关不紧'))
  })
})
