import type { Speech } from './contract'

export const { canSpeak, speak, hush }: Speech = {
  canSpeak: () => typeof speechSynthesis !== 'undefined',
  speak(text) {
    speechSynthesis.cancel()
    const words = new SpeechSynthesisUtterance(text)
    words.lang = 'zh-CN'
    words.rate = 0.9
    speechSynthesis.speak(words)
  },
  hush: () => speechSynthesis.cancel(),
}
