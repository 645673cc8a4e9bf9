import Taro from '@tarojs/taro'
import type { Privacy } from './contract'

/** WeChat's privacy calls; Taro's types do not name all of them. */
const wechat = Taro as unknown as {
  onNeedPrivacyAuthorization?(hear: (resolve: (answer: { event: string; buttonId?: string }) => void) => void): void
  openPrivacyContract?(options: object): void
}

export const { onPrivacyAsked, agreeButton, showContract }: Privacy = {
  onPrivacyAsked(ask) {
    wechat.onNeedPrivacyAuthorization?.((resolve) =>
      ask(
        (buttonId) => resolve({ event: 'agree', buttonId }),
        () => resolve({ event: 'disagree' }),
      ),
    )
  },
  agreeButton: { openType: 'agreePrivacyAuthorization' },
  showContract: () => wechat.openPrivacyContract?.({}),
}
