/** The sentences of the working parts of the home page, and of the menu of one's posts. */
export const worker = {
  todo: '待办',
  next: '最先到期',
  all: '看全部',
  nothing: '眼下没有要办的单子',
  nothingAdvice: '有新单会在这里出现，也可以替不会用手机的人代报。',
  onBehalf: '代人点单',
  scan: '扫一扫',
  notAPlace: '这不是本系统的点位码，请换一个码再扫。',
  pending: (count: number) => `${count} 人等您确认身份`,
  count: (count: number) => `${count} 件`,
} as const

export const member = {
  offered: '派给我的',
  running: '我在办的',
  pool: '接单大厅',
  poolNote: (count: number) => (count > 0 ? `${count} 单等人接` : '现在没有等人接的单'),
  activities: '活动和志愿时长',
  done: '本月办结',
  doneCount: (count: number) => `${count} 单`,
  nothing: '手上没有单子',
  toPool: '去接单大厅看看',
} as const

export const leader = {
  title: (area: string) => `${area}本月（比上月同期）`,
  before: (count: number) => `上月 ${count}`,
  more: (count: number) => `多 ${count}`,
  less: (count: number) => `少 ${count}`,
  same: '持平',
  overdue: '超期未办',
  noOverdue: '没有超期的单子',
  all: '看全部超期',
} as const

/** Doors to the packages of work. */
export const menu = {
  people: '身份确认与查找居民',
  places: '二维码点位',
  pool: '接单大厅',
  claims: '积分核实、评议与复核',
  round: '月度积分登记',
  household: '各户积分账与更正',
  propose: '开会修改积分细则',
  proof: '积分每夜对账',
  publish: '发布公示',
  review: '内容审核',
  activities: '组织活动',
  store: '爱心超市经营',
  cards: '爱心卡',
  posts: '岗位',
  areas: '区划',
  roster: '名册导入导出',
  deadLetters: '没办成的系统任务',
} as const
