import type { Speech } from './contract'

/** WeChat itself cannot read aloud; without the speech plugin the control steps aside. */
export const { canSpeak, speak, hush }: Speech = {
  canSpeak: () => false,
  speak: () => undefined,
  hush: () => undefined,
}
