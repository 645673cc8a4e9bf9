/** Words about a case that several pages say. */
export const caseWords = {
  spoken: '（语音）',
  supporters: (count: number) => `${count} 人有同样的事`,
  distance: (metres: number) =>
    metres < 1000 ? `约 ${Math.round(metres)} 米` : `约 ${(metres / 1000).toFixed(1)} 公里`,
  submitted: (when: string) => `${when}提交`,
  open: (number: string, title: string) => `${number}，${title}，点开看详情`,
} as const

/** Words for what is on its way to the cloud. */
export const outboxWords = {
  waiting: '待发送',
  sending: '发送中',
  refused: '被退回',
  waitingAdvice: '有网络时会自动发出，不用重填。',
  edit: '改一改再交',
  remove: '不要了',
} as const
