import Taro from '@tarojs/taro'

/** Opens the phone's dialler with a number. That the person then changes their mind is not a failure. */
export function dial(number: string): void {
  Taro.makePhoneCall({ phoneNumber: number }).catch(() => undefined)
}
