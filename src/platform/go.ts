import Taro from '@tarojs/taro'

/** The pages that are led to from more than one place. */
export const places = {
  newOrder: '/packages/order/new/index',
  order: '/packages/order/detail/index',
  dispatch: '/packages/grid/dispatch/index',
  activities: '/packages/activity/list/index',
  activity: '/packages/activity/detail/index',
  activityForm: '/packages/activity/publish/index',
  activityCode: '/packages/activity/code/index',
  attendees: '/packages/activity/attendees/index',
  service: '/packages/activity/record/index',
  certificate: '/packages/activity/certificate/index',
  verify: '/packages/activity/verify/index',
  volunteers: '/packages/activity/volunteers/index',
  volunteerMembers: '/packages/activity/members/index',
  register: '/packages/mine/register/index',
  inbox: '/packages/mine/inbox/index',
  privacy: '/packages/mine/privacy/index',
  member: '/packages/mine/member/index',
  setup: '/packages/admin/setup/index',
  notices: '/packages/notice/list/index',
  notice: '/packages/notice/detail/index',
  entries: '/packages/points/entries/index',
  honour: '/packages/points/honour/index',
  rules: '/packages/points/rules/index',
  propose: '/packages/points/propose/index',
  declare: '/packages/points/declare/index',
  claims: '/packages/points/claims/index',
  claim: '/packages/points/claim/index',
  shop: '/packages/store/shop/index',
  redemption: '/packages/store/redemption/index',
  redemptions: '/packages/store/redemptions/index',
  counter: '/packages/store/counter/index',
  goods: '/packages/store/goods/index',
} as const

type Parameters = Readonly<Record<string, string | undefined>>

function urlOf(place: keyof typeof places, parameters: Parameters): string {
  const query = Object.entries(parameters)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
    .join('&')
  return query ? `${places[place]}?${query}` : places[place]
}

/** A page's parameter as it was meant: neither platform undoes the encoding of its address. */
export function parameter(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Opens a page above this one, with its parameters. */
export function go(place: keyof typeof places, parameters: Parameters = {}): void {
  void Taro.navigateTo({ url: urlOf(place, parameters) })
}

/** Opens a page in place of this one, to which there is no way back: a form that has been sent. */
export function goInstead(place: keyof typeof places, parameters: Parameters = {}): void {
  void Taro.redirectTo({ url: urlOf(place, parameters) })
}

/** Opens the page that a message names by its whole address; a tab without its parameters. */
export function openPath(page: string): void {
  const url = page.startsWith('/') ? page : `/${page}`
  if (url.startsWith('/pages/')) void Taro.switchTab({ url: url.split('?')[0]! })
  else void Taro.navigateTo({ url })
}

/** Shows one of the tabs. */
export function goTab(tab: 'home' | 'cases' | 'points' | 'me'): void {
  void Taro.switchTab({ url: `/pages/${tab}/index` })
}

/** Back to the page before; to the first page where there is none (opened from a code or a message). */
export function goBack(): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack()
  else goTab('home')
}
