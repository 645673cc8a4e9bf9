import type { Randomness } from './contract'

export const { randomBytes }: Randomness = {
  randomBytes: async () => crypto.getRandomValues(new Uint8Array(16)),
}
