import { View } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'
import { kit } from '@/copy/kit'
import { asCallError } from '@/platform/error'
import { files } from '@/platform/files'
import { canRecord, play, record } from '@/platform/voice'
import { Button } from '../button'
import { Field, type FieldProps } from '../field/frame'
import './index.scss'

/** A kept recording: name of the copy and its length in seconds. */
export interface VoiceValue {
  file: string
  seconds: number
}

interface Props extends FieldProps {
  value: VoiceValue | undefined
  onChange(value: VoiceValue | undefined): void
  /** At most 60. */
  mostSeconds?: number
}

/**
 * Speaking instead of typing: record, play, delete. Shows nothing on a device that cannot record.
 * Ids: `<id>-record`, `<id>-play`, `<id>-remove`.
 */
export function VoiceInput({ value, onChange, mostSeconds = 60, ...field }: Props) {
  const [seconds, setSeconds] = useState<number>()
  const [problem, setProblem] = useState<string>()
  const [stopPlaying, setStopPlaying] = useState<() => void>()
  const recorder = useRef<{ stop(): Promise<unknown> }>()
  const recording = seconds !== undefined
  useEffect(() => {
    if (!recording) return
    const timer = setInterval(() => setSeconds((count) => (count ?? 0) + 1), 1000)
    return () => clearInterval(timer)
  }, [recording])
  // Leaving the page stops the microphone.
  useEffect(() => () => void recorder.current?.stop(), [])
  if (!canRecord()) return null
  const start = async () => {
    setProblem(undefined)
    try {
      const session = await record(mostSeconds)
      recorder.current = session
      setSeconds(0)
      const done = await session.done
      recorder.current = undefined
      setSeconds(undefined)
      onChange({ file: await files.keep(done.temporary), seconds: done.seconds })
    } catch (thrown) {
      recorder.current = undefined
      setSeconds(undefined)
      setProblem(asCallError(thrown).message)
    }
  }
  const togglePlay = async () => {
    if (stopPlaying) {
      stopPlaying()
      return setStopPlaying(undefined)
    }
    try {
      const stop = play(await files.address(value!.file), () => setStopPlaying(undefined))
      setStopPlaying(() => stop)
    } catch (thrown) {
      setProblem(asCallError(thrown).message)
    }
  }
  const remove = () => {
    stopPlaying?.()
    setStopPlaying(undefined)
    void files.forget(value!.file)
    onChange(undefined)
  }
  return (
    <Field {...field} error={field.error ?? problem}>
      {value ? (
        <View className="voice">
          <View className="voice__length">{kit.recorded(value.seconds)}</View>
          <Button id={`${field.id}-play`} narrow onTap={togglePlay}>
            {stopPlaying ? kit.stop : kit.play}
          </Button>
          <Button id={`${field.id}-remove`} narrow kind="danger" onTap={remove}>
            {kit.remove}
          </Button>
        </View>
      ) : (
        <Button id={`${field.id}-record`} onTap={() => (recording ? void recorder.current?.stop() : void start())}>
          {recording ? kit.recording(seconds) : kit.record}
        </Button>
      )}
    </Field>
  )
}
