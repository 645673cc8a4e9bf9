/**
 * Words for the enumerations of home, lists, inbox, review and bulk work. They stand apart from the schemas that use them, so
 * that a screen can show them without loading valibot.
 */

/** Pages of the worker's to-do, in the order they are due (interface.md). */
export const todoKinds = {
  collected: '待研判',
  assessed: '待派单',
  dispatched: '待接单',
  handling: '处理中',
  resolved: '待回访',
  overdue: '超期',
} as const
export type TodoKind = keyof typeof todoKinds

/** The lists people work from; each is one query on one index. */
export const caseViews = {
  mine: '我提交的',
  todo: '待我办',
  handling: '我在办',
  offered: '派给我的',
  pool: '接单大厅',
  area: '本区域',
  overdue: '超期',
} as const
export type CaseView = keyof typeof caseViews

/** The lists of claims: `published` is what the whole village reads, masked; the others are somebody's work or own. */
export const claimViews = {
  mine: '我的申报',
  toVerify: '待我核实',
  toApprove: '待我评议',
  published: '公示中',
  objected: '有异议',
  deferred: '待补发',
} as const
export type ClaimView = keyof typeof claimViews

export const ratings = { satisfied: '满意', basically: '基本满意', dissatisfied: '不满意', notAsked: '未回复' } as const
export type Rating = keyof typeof ratings

/** What a message is about; decides its icon and, where a place has set one, its WeChat template. */
export const messageKinds = {
  progress: '工单进度',
  todo: '待办提醒',
  deadline: '到期提醒',
  identity: '身份登记',
  review: '内容审核',
  points: '积分',
  store: '爱心超市',
  activity: '活动',
} as const
export type MessageKind = keyof typeof messageKinds

/** Why somebody has to look: WeChat was unsure, or could not be asked. */
export const reviewReasons = { review: '机器拿不准', risky: '机器判为违规', unchecked: '未能自动检查' } as const
export type ReviewReason = keyof typeof reviewReasons

/** show: visible as it is; hide: stays hidden from everybody but those who handle it. */
export const verdicts = { show: '可以公开', hide: '不予公开' } as const
export type Verdict = keyof typeof verdicts

/** Rosters that import and export. `areas` also takes a CSV like the statistical bureau's. */
export const rosters = {
  areas: '区划',
  organizations: '单位',
  households: '户',
  people: '人员',
  posts: '岗位',
} as const
export type Roster = keyof typeof rosters

/** Shelves of the love supermarket. */
export const goodsCategories = {
  food: '粮油食品',
  daily: '日用品',
  cleaning: '洗涤清洁',
  kitchen: '厨房用具',
  stationery: '文具图书',
  farming: '农资农具',
  other: '其他',
} as const
export type GoodsCategory = keyof typeof goodsCategories

/** The posts of a store: three different people (domain.md §4). */
export type StoreRole = 'storeManager' | 'storeKeeper' | 'storeInspector'

/** What changes a shelf; `by` is the post that may write it by hand, absent where a redemption writes it. */
export const stockMoveKinds = {
  purchase: { label: '采购', by: 'storeManager' },
  donation: { label: '捐赠', by: 'storeManager' },
  damage: { label: '损耗', by: 'storeManager' },
  count: { label: '盘点', by: 'storeInspector' },
  given: { label: '兑出' },
  returned: { label: '退回' },
} as const satisfies Record<string, { label: string; by?: StoreRole }>
export type StockMoveKind = keyof typeof stockMoveKinds

/** An elders' card: locked after five wrong PINs, revoked for good. */
export const cardStates = { active: '可用', locked: '已锁定', revoked: '已作废' } as const
export type CardState = keyof typeof cardStates

/** Wrong PINs that lock a card (domain.md §4). */
export const mostCardTries = 5

/** Kinds of goods in one redemption by card. */
export const mostCardKinds = 5

/** The longest reason, in characters: what the sheets that ask for one let somebody type. */
export const mostReason = 200
