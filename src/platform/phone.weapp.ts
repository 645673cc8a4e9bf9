import type { Phone } from './contract'

export const { phoneButton, phoneCode }: Phone = {
  phoneButton: { openType: 'getPhoneNumber' },
  phoneCode: (event) => event.detail.code,
}
