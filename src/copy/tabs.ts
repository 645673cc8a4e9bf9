/** The sentences of the tabs. */
export const tabs = {
  name: '三单通',
  purpose: '群众点单、网格下单、党员接单',
  cases: '我的单子',
  me: '我的',
  noPosts: '群众',
  elder: '长辈模式',
  leave: '换个身份',
} as const
