import type { Phone } from './contract'
import { entrance } from './login.h5'

export const { phoneButton, phoneCode }: Phone = {
  phoneButton: {},
  phoneCode: () => entrance()?.phoneCode,
}
