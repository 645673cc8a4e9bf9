import type { Randomness } from './contract'

declare const wx: {
  getRandomValues(options: {
    length: number
    success(answer: { randomValues: ArrayBuffer }): void
    fail(reason: unknown): void
  }): void
}

export const { randomBytes }: Randomness = {
  randomBytes: () =>
    new Promise((resolve, reject) => {
      wx.getRandomValues({
        length: 16,
        success: ({ randomValues }) => resolve(new Uint8Array(randomValues)),
        fail: reject,
      })
    }),
}
