/**
 * What a villager can order, and by when each kind of order must be done: data, read by the form, the routing and the
 * clocks. To add a category, add a row (docs/how-to-add-a-category.md).
 */
import type { Role } from './roles'

/** What a case is. Only `openKinds` can be submitted now; the others come with their own nouns. */
export const caseKinds = {
  request: '诉求',
  opinion: '意见建议',
  dispute: '矛盾纠纷',
  hazard: '安全隐患',
  application: '事项申请',
  enterprise: '政企直通',
  petition: '信访',
} as const
export type CaseKind = keyof typeof caseKinds

/** Kinds that can be submitted in this version. */
export const openKinds = ['request', 'opinion'] as const satisfies readonly CaseKind[]

export const urgencies = { normal: '一般', urgent: '紧急', emergency: '突发' } as const
export type Urgency = keyof typeof urgencies

/** Skills a member or volunteer can offer and an order can ask for. */
export const skills = {
  electric: '水电',
  building: '泥瓦修缮',
  appliance: '家电维修',
  driving: '开车接送',
  care: '照料陪护',
  farming: '农技农机',
  policy: '政策代办',
  law: '法律咨询',
  mediation: '调解',
  digital: '手机电脑',
} as const
export type Skill = keyof typeof skills

export interface Category {
  kind: CaseKind
  /** The word on the tile. */
  label: string
  /** One line under it, in a villager's words. */
  hint: string
  /** A single character drawn in the tile: no picture to load on a weak network. */
  glyph: string
  skill?: Skill
  /** Role looked for before the grid worker (hazard → safety officer, dispute → mediator). */
  firstRole?: Role
  /** Whether finishing needs a photo. Asked only where a photo proves something (2023 opinions against needless traces). */
  evidence: boolean
  /** 1 easy, 2 ordinary, 3 hard: what an award is measured by. */
  difficulty: 1 | 2 | 3
  /** Working days to handle it when not urgent. */
  workingDays: number
  /** Nobody but those concerned sees it, whatever the filer chooses. */
  alwaysPrivate?: boolean
  /** About a person's conduct: asks whom, and goes past that person. */
  aboutPerson?: boolean
}

export const categories = {
  water: {
    kind: 'request',
    label: '用水',
    hint: '停水、漏水、水质不好',
    glyph: '水',
    skill: 'electric',
    evidence: true,
    difficulty: 2,
    workingDays: 3,
  },
  power: {
    kind: 'request',
    label: '用电',
    hint: '停电、线路老化、电表问题',
    glyph: '电',
    skill: 'electric',
    evidence: true,
    difficulty: 2,
    workingDays: 3,
  },
  lighting: {
    kind: 'request',
    label: '路灯',
    hint: '路灯不亮、灯杆损坏',
    glyph: '灯',
    skill: 'electric',
    evidence: true,
    difficulty: 1,
    workingDays: 7,
  },
  road: {
    kind: 'request',
    label: '道路',
    hint: '路面坏了、桥涵堵了',
    glyph: '路',
    skill: 'building',
    evidence: true,
    difficulty: 3,
    workingDays: 15,
  },
  sanitation: {
    kind: 'request',
    label: '环境卫生',
    hint: '垃圾没人收、沟渠脏臭',
    glyph: '洁',
    evidence: true,
    difficulty: 1,
    workingDays: 3,
  },
  house: {
    kind: 'request',
    label: '房屋修缮',
    hint: '屋顶漏雨、墙体开裂',
    glyph: '房',
    skill: 'building',
    evidence: true,
    difficulty: 3,
    workingDays: 15,
  },
  repair: {
    kind: 'request',
    label: '家里维修',
    hint: '灯具、水管、家电坏了',
    glyph: '修',
    skill: 'appliance',
    evidence: false,
    difficulty: 1,
    workingDays: 3,
  },
  errand: {
    kind: 'request',
    label: '跑腿代办',
    hint: '买药、取件、接送看病',
    glyph: '办',
    skill: 'driving',
    evidence: false,
    difficulty: 1,
    workingDays: 2,
  },
  care: {
    kind: 'request',
    label: '照看帮扶',
    hint: '老人孩子没人照看',
    glyph: '护',
    skill: 'care',
    evidence: false,
    difficulty: 2,
    workingDays: 2,
    alwaysPrivate: true,
  },
  farming: {
    kind: 'request',
    label: '农事帮忙',
    hint: '农技、农机、抢收抢种',
    glyph: '农',
    skill: 'farming',
    evidence: false,
    difficulty: 2,
    workingDays: 5,
  },
  policy: {
    kind: 'request',
    label: '政策咨询',
    hint: '医保、低保、养老怎么办',
    glyph: '问',
    skill: 'policy',
    evidence: false,
    difficulty: 1,
    workingDays: 5,
  },
  digital: {
    kind: 'request',
    label: '手机不会用',
    hint: '认证、缴费、视频通话',
    glyph: '机',
    skill: 'digital',
    evidence: false,
    difficulty: 1,
    workingDays: 3,
  },
  otherRequest: {
    kind: 'request',
    label: '其他诉求',
    hint: '上面没有的都可以说',
    glyph: '其',
    evidence: false,
    difficulty: 2,
    workingDays: 7,
  },
  suggestion: {
    kind: 'opinion',
    label: '提建议',
    hint: '对村里的事有想法',
    glyph: '议',
    evidence: false,
    difficulty: 1,
    workingDays: 15,
  },
  conduct: {
    kind: 'opinion',
    label: '反映作风',
    hint: '对干部、网格员有意见',
    glyph: '风',
    evidence: false,
    difficulty: 3,
    workingDays: 15,
    alwaysPrivate: true,
    aboutPerson: true,
  },
} as const satisfies Record<string, Category>
export type CategoryId = keyof typeof categories

/** A category by id, with the optional fields visible. */
export const categoryOf = (id: CategoryId): Category => categories[id]

/** How long a stage may take: hours run through nights and holidays, working days don't. */
export type Allowance = { hours: number } | { workingDays: number }

/** The stages a clock measures. `handle` comes from the category when not urgent. */
export const stages = ['assess', 'accept', 'handle', 'feedback'] as const
export type Stage = (typeof stages)[number]
export const stageLabels: Record<Stage, string> = {
  assess: '研判',
  accept: '接单',
  handle: '处置',
  feedback: '群众确认',
}

/**
 * Allowances by urgency. The classes 2 hours / 24 hours / working days follow the hot-line practice (接诉即办, Beijing draft
 * norm); feedback is 7 days, after which the clock confirms (domain.md §2).
 */
export function allowanceOf(stage: Stage, urgency: Urgency, category: CategoryId): Allowance {
  if (stage === 'feedback') return { hours: 7 * 24 }
  if (urgency === 'emergency') return { hours: stage === 'handle' ? 2 : 0.5 }
  if (urgency === 'urgent') return { hours: stage === 'handle' ? 24 : 2 }
  return stage === 'handle' ? { workingDays: categoryOf(category).workingDays } : { workingDays: 1 }
}

/** Words that make the form offer 110/119/120 before anything else (domain.md §2, emergencies). */
const emergencyWords: { words: readonly string[]; call: '110' | '119' | '120' }[] = [
  {
    words: ['着火', '起火', '火灾', '冒烟', '煤气', '燃气泄漏', '漏气', '爆炸', '被困', '洪水', '决堤', '塌方', '滑坡'],
    call: '119',
  },
  { words: ['打人', '打架', '持刀', '砍人', '抢劫', '家暴', '威胁', '失踪', '走丢'], call: '110' },
  { words: ['晕倒', '昏迷', '中毒', '大出血', '溺水', '触电', '心梗', '没气了', '喝农药'], call: '120' },
]

/** Numbers to offer for what somebody has typed, most pressing first; empty when nothing sounds like an emergency. */
export function emergencyCalls(text: string): ('110' | '119' | '120')[] {
  return emergencyWords.filter(({ words }) => words.some((word) => text.includes(word))).map(({ call }) => call)
}

export const sources = {
  own: '群众点单',
  onBehalf: '网格员代报',
  hotline12345: '12345 热线',
  patrol: '巡查发现',
  petitionOffice: '信访转办',
} as const
export type Source = keyof typeof sources

export const visibilities = { private: '仅办理人员可见', village: '本村可见' } as const
export type Visibility = keyof typeof visibilities

/** Reasons for not accepting a case; each is explained to the filer. */
export const rejectReasons = {
  notOurs: '不属于村镇受理范围，请按告知的渠道办理',
  unclear: '内容不清，联系不上本人，无法核实',
  repeated: '同一事项已在办理，请查看原单',
  inCourt: '已进入诉讼、仲裁或行政复议程序',
  untrue: '经核实与事实不符',
} as const
export type RejectReason = keyof typeof rejectReasons
