/** What became of a button on a case or a claim. */
export const eventOutcome = {
  done: (label: string) => `“${label}”已办好。`,
  waiting: '已存好，待发送。有网络时会自动发出。',
  changed: (state: string) => `刚刚有人办过这件事，现在是“${state}”。页面已更新，请看清后再操作。`,
} as const
