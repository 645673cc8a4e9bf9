import type { Recording, Voice } from './contract'
import { CallError } from './error'

export const { canRecord, record, play }: Voice = {
  canRecord: () => typeof MediaRecorder !== 'undefined' && Boolean(navigator.mediaDevices?.getUserMedia),
  async record(mostSeconds) {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => {
      throw new CallError('REFUSED', '没有得到使用麦克风的允许，请在浏览器里打开，或改为打字。')
    })
    const recorder = new MediaRecorder(stream)
    const parts: Blob[] = []
    const startedAt = Date.now()
    recorder.ondataavailable = (event) => parts.push(event.data)
    const timer = setTimeout(() => recorder.stop(), mostSeconds * 1000)
    const done = new Promise<Recording>((resolve) => {
      recorder.onstop = () => {
        clearTimeout(timer)
        for (const track of stream.getTracks()) track.stop()
        const temporary = URL.createObjectURL(new Blob(parts, { type: recorder.mimeType }))
        resolve({ temporary, seconds: Math.max(1, Math.round((Date.now() - startedAt) / 1000)) })
      }
    })
    recorder.start()
    return {
      done,
      stop() {
        if (recorder.state !== 'inactive') recorder.stop()
        return done
      },
    }
  },
  play(address, ended) {
    const player = new Audio(address)
    player.onended = ended
    player.onerror = ended
    player.play().catch(ended)
    return () => player.pause()
  },
}
