/** The passbook and what checks it. */
export const entriesWords = {
  units: '哪种积分',
  empty: '还没有流水',
  emptyAdvice: '记分、扣分、换东西都会一笔一笔记在这里。',
  why: '这一笔是怎么来的',
  close: '知道了',
  entered: '记账时间',
  done: '哪天的事',
  amount: '分数',
  after: '记后余额',
  rule: '按哪条细则',
  seeRules: '看这一版细则',
  claim: '看那一次申报',
  reverses: '这一笔更正了较早的一笔',
  reversed: '这一笔后来更正过',
} as const

export const honourWords = {
  periods: { month: '本月', year: '今年' },
  period: '哪段时间',
  where: '哪里',
  heading: (area: string, period: string) => `${area} ${period}`,
  empty: '还没有人得分',
  emptyAdvice: '得分的户会出现在这里，一起加油。',
  rank: (rank: number) => `第 ${rank} 名`,
  mine: '我家',
  points: (count: number) => `${count} 分`,
  note: '按得到的积分排，换东西不影响名次。分数一样，名次一样。',
} as const

export const householdWords = {
  lead: '查一户的积分账。查看会记录在案，本户可以看到谁查过。',
  words: '姓名或户号',
  wordsHint: '例如：张三，或 3 组 12 号',
  find: '查找',
  nobody: '没有找到',
  nobodyAdvice: '请换个字，或确认此人在您的辖区内。',
  noHousehold: '没有登记在哪一户',
  which: { household: '户的积分', person: '个人先锋积分' },
  whichLabel: '看哪本账',
  again: '换一户',
  empty: '这本账还没有流水',
  reverse: '更正',
  reverseTitle: '更正这一笔？',
  reverseAdvice:
    '旧账不改，另记一笔相反的。不够扣的部分记为欠分，从以后的积分里补。占用的上限和本月预算一并退回。本户会看到原因。',
  reason: '为什么更正（本户会看到）',
  moved: (moved: number, owed: number) => `已更正 ${Math.abs(moved)} 分${owed > 0 ? `，还欠 ${owed} 分` : ''}。`,
} as const

export const proofWords = {
  lead: '每天夜里把账全部核一遍：各笔分录相加为零，各户余额等于流水之和，没有对不上的。',
  empty: '还没有对过账',
  emptyAdvice: '今夜起自动核对，明早来看。',
  ok: '账平',
  wrong: '账不平',
  running: '还没核完',
  counts: (accounts: number, entries: number) => `${accounts} 本账，${entries} 笔`,
  sum: '分录之和',
  finding: (subject: string, problem: string) => `${subject}：${problem}`,
  more: (count: number) => `还有 ${count} 处`,
  journal: '导出账簿',
  journalAdvice: '导出为 hledger 账簿，可用别的软件另行核对。',
} as const
