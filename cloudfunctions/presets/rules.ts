/**
 * The table of rules that ships: valid in every village that has decided nothing of its own (version 0). The six usual groups
 * of 乡村治理积分制, with what is asked of everybody, what goes beyond it and what costs points; complaints and petitions
 * cost nothing, because they are a right (信访工作条例). Points are modest: a good month of a household is about 60.
 */
import type { Rule, RuleGroup, VillagePolicy } from '#types/rule'

type Caps = NonNullable<Rule['caps']>

/** How every rule is dealt with unless it says otherwise: the worker looks, the village group approves, three days are shown. */
const usual = {
  unit: 'goods',
  earner: 'household',
  verifiers: ['gridWorker', 'gridLeader'],
  approvers: ['villageSecretary', 'gridLeader', 'informant'],
  publicityDays: 3,
} as const

const perHousehold = (caps: Omit<Caps, 'per'>): Caps => ({ ...caps, per: 'household' })
const copy = (): Pick<Rule, 'unit' | 'earner' | 'verifiers' | 'approvers' | 'publicityDays'> => ({
  ...usual,
  verifiers: [...usual.verifiers],
  approvers: [...usual.approvers],
})

/** What is asked of everybody: counted once a month, in the worker's round, without a photo. */
const base = (group: RuleGroup, id: string, label: string, points: number): Rule => ({
  ...copy(),
  ...{ id, group, sign: 'base', label, points, evidence: false },
  caps: perHousehold({ month: points }),
})

/** What goes beyond it: declared with a photo, bounded by the caps. */
const good = (group: RuleGroup, id: string, label: string, points: number, caps: Omit<Caps, 'per'>): Rule => ({
  ...copy(),
  ...{ id, group, sign: 'positive', label, points, evidence: true },
  caps: perHousehold(caps),
})

/** What costs points: entered by a worker with a photo, told to the household at once, open to appeal while it is shown. */
const bad = (group: RuleGroup, id: string, label: string, points: number): Rule => ({
  ...copy(),
  ...{ id, group, sign: 'negative', label, points, evidence: true },
  caps: perHousehold({ month: points * 2 }),
})

/** What the system awards by itself: nobody declares it, and it needs no publicity. */
const automatic = (
  group: RuleGroup,
  id: string,
  label: string,
  points: number,
  more: Pick<Rule, 'automatic' | 'unit' | 'earner' | 'caps'>,
): Rule => ({
  ...{ id, group, sign: 'positive', label, points, evidence: false },
  ...{ verifiers: [], approvers: [], publicityDays: 0 },
  ...more,
})
const toHousehold = { unit: 'goods', earner: 'household' } as const
const toPerson = { unit: 'merit', earner: 'person' } as const
const perPerson = (caps: Omit<Caps, 'per'>): Caps => ({ ...caps, per: 'person' })

const home: Rule[] = [
  base('home', 'yard-tidy', '庭院整洁、物品摆放有序', 5),
  base('home', 'toilet-clean', '厕所干净无异味', 3),
  base('home', 'waste-sorted', '垃圾分类投放', 3),
  base('home', 'front-kept', '落实“门前三包”', 3),
  base('home', 'animals-penned', '畜禽圈养、粪污不外排', 3),
  good('home', 'film-returned', '捡拾交回农膜、农药瓶', 2, { day: 4, month: 12 }),
  good('home', 'clean-up-day', '参加村庄清洁日', 3, { day: 3, month: 12 }),
  good('home', 'trees-planted', '房前屋后植树绿化', 2, { year: 20 }),
  good('home', 'model-yard', '评为“美丽庭院”', 20, { year: 20 }),
  bad('home', 'littering', '乱扔乱倒垃圾', 5),
  bad('home', 'street-blocked', '占道堆放杂物', 5),
  bad('home', 'sewage-dumped', '生活污水乱排', 5),
  bad('home', 'straw-burnt', '露天焚烧秸秆', 20),
]

const civility: Rule[] = [
  base('civility', 'family-harmony', '家庭和睦、孝敬老人', 5),
  base('civility', 'good-neighbours', '邻里互助、和谐相处', 5),
  good('civility', 'simple-wedding', '红事简办', 20, { year: 20 }),
  good('civility', 'simple-funeral', '白事简办、文明祭扫', 20, { year: 20 }),
  good('civility', 'no-bride-price', '抵制高价彩礼', 30, { year: 30 }),
  good('civility', 'elders-visited', '照料独居老人', 3, { day: 3, month: 15 }),
  good('civility', 'found-returned', '拾金不昧', 10, { month: 20 }),
  good('civility', 'village-stage', '参加村里文体活动', 3, { day: 3, month: 9 }),
  good('civility', 'university', '子女考上大学', 20, { year: 40 }),
  good('civility', 'model-family', '评为文明家庭、好媳妇好婆婆', 20, { year: 20 }),
  bad('civility', 'gambling', '聚众赌博', 20),
  bad('civility', 'elders-neglected', '不赡养老人', 30),
  bad('civility', 'lavish-feast', '红白事大操大办', 20),
]

const safety: Rule[] = [
  base('safety', 'home-safe', '家中用电用火用气安全', 3),
  good('safety', 'patrol', '参加治安巡逻', 3, { day: 3, month: 15 }),
  good('safety', 'drill', '参加应急演练', 3, { month: 6 }),
  good('safety', 'fraud-warned', '宣传反诈、劝阻转账', 5, { month: 10 }),
  good('safety', 'danger-stopped', '劝阻下水、用火等危险行为', 5, { month: 15 }),
  good('safety', 'rescue', '参加抢险救灾', 20, { month: 60 }),
  bad('safety', 'wild-fire', '野外违规用火', 20),
  bad('safety', 'wires', '私拉乱接电线', 5),
  automatic('safety', 'hazard-reported', '报告隐患经核实', 5, {
    ...{ automatic: 'hazard.valid', ...toHousehold, caps: perHousehold({ day: 10, month: 30 }) },
  }),
  automatic('safety', 'hazard-found', '排查发现隐患经核实', 3, {
    ...{ automatic: 'hazard.valid', ...toPerson, caps: perPerson({ month: 60 }) },
  }),
  automatic('safety', 'dispute-settled', '调解纠纷成功', 10, {
    ...{ automatic: 'dispute.settled', ...toPerson, caps: perPerson({ month: 100 }) },
  }),
  automatic('safety', 'dispute-helped', '村民帮助调解成功', 5, {
    ...{ automatic: 'dispute.settled', ...toHousehold, caps: perHousehold({ month: 30 }) },
  }),
]

const service: Rule[] = [
  good('service', 'errands', '为邻里代购代办', 2, { day: 4, month: 20 }),
  good('service', 'doctor-accompanied', '陪同老人就医', 5, { day: 5, month: 20 }),
  good('service', 'phone-taught', '教老人使用手机', 2, { day: 4, month: 12 }),
  good('service', 'roads-mended', '义务修路修渠', 5, { day: 5, month: 30 }),
  good('service', 'donation', '捐款捐物做公益', 5, { month: 20 }),
  good('service', 'blood-donated', '无偿献血', 20, { year: 40 }),
  automatic('service', 'volunteer-hour', '参加志愿服务（每小时）', 2, {
    ...{ automatic: 'activity.hours', ...toHousehold, caps: perHousehold({ day: 12, month: 40 }) },
  }),
  automatic('service', 'member-hour', '党员干部参加活动（每小时）', 2, {
    ...{ automatic: 'activity.hours', ...toPerson, caps: perPerson({ day: 12, month: 40 }) },
  }),
  automatic('service', 'order-volunteer', '志愿者办结工单', 2, {
    ...{ automatic: 'case.confirm', ...toHousehold, caps: perHousehold({ day: 18, month: 60 }) },
  }),
  automatic('service', 'order-member', '党员干部办结工单', 2, {
    ...{ automatic: 'case.confirm', ...toPerson, caps: perPerson({ day: 27, month: 120 }) },
  }),
  automatic('service', 'duty-done', '按时完成一项职责', 2, {
    ...{ automatic: 'duty.done', ...toPerson, caps: perPerson({ month: 60 }) },
  }),
]

const industry: Rule[] = [
  base('industry', 'land-tilled', '承包地不撂荒', 5),
  good('industry', 'straw-used', '秸秆还田、使用有机肥', 5, { year: 15 }),
  good('industry', 'skills-learnt', '参加技能培训', 3, { day: 3, month: 9 }),
  good('industry', 'new-variety', '带头推广新品种新技术', 10, { year: 20 }),
  good('industry', 'jobs-given', '带动邻里就业', 10, { year: 40 }),
  good('industry', 'yard-economy', '发展庭院经济', 10, { year: 20 }),
  good('industry', 'certified', '农产品获绿色认证', 20, { year: 20 }),
  bad('industry', 'fake-sold', '出售假冒伪劣农产品', 20),
]

const law: Rule[] = [
  base('law', 'law-kept', '全家遵纪守法', 5),
  good('law', 'meeting', '参加村民会议', 3, { day: 3, month: 6 }),
  good('law', 'law-learnt', '参加普法学习', 3, { day: 3, month: 6 }),
  good('law', 'insured', '按时缴纳医保、养老保险', 5, { year: 10 }),
  good('law', 'enlisted', '家人应征入伍', 50, { year: 50 }),
  bad('law', 'drunk-driving', '酒后驾驶', 20),
  bad('law', 'illegal-building', '违法占地建房', 30),
  bad('law', 'order-disturbed', '扰乱公共秩序', 10),
]

/** Every rule that ships, in the order of the groups. */
export const presetRules: readonly Rule[] = [...home, ...civility, ...safety, ...service, ...industry, ...law]

/** What a village has chosen as long as it has chosen nothing. */
export const presetPolicy: VillagePolicy = { monthlyBudget: 10_000, expiry: 'yearEnd', maskNames: true }
