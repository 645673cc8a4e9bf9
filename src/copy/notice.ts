/** 公示. */
export const noticeWords = {
  empty: '还没有公示',
  emptyAdvice: '村里、镇里公示的事会出现在这里。',
  by: (by: string, when: string) => `${by} · ${when}`,
} as const
