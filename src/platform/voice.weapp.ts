import Taro from '@tarojs/taro'
import type { Recording, Voice } from './contract'
import { CallError } from './error'

export const { canRecord, record, play }: Voice = {
  canRecord: () => true,
  record(mostSeconds) {
    const recorder = Taro.getRecorderManager()
    return new Promise((started, refused) => {
      const done = new Promise<Recording>((resolve) => {
        recorder.onStop(({ tempFilePath, duration }) =>
          resolve({ temporary: tempFilePath, seconds: Math.max(1, Math.round(duration / 1000)) }),
        )
      })
      recorder.onError(() => refused(new CallError('REFUSED')))
      recorder.onStart(() =>
        started({
          done,
          stop() {
            recorder.stop()
            return done
          },
        }),
      )
      recorder.start({
        duration: mostSeconds * 1000,
        format: 'mp3',
        numberOfChannels: 1,
        sampleRate: 16000,
        encodeBitRate: 48000,
      })
    })
  },
  play(address, ended) {
    const player = Taro.createInnerAudioContext()
    player.src = address
    player.onEnded(ended)
    player.onError(ended)
    player.play()
    return () => player.destroy()
  },
}
