import { useDidShow, useLaunch } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
import { startOnline } from '@/state/online'
import { resumeOutbox, startOutbox } from '@/state/use-outbox'
import './app.scss'

/** The app itself: listens to the network and takes up what was not sent. */
export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    startOnline()
    startOutbox()
  })
  useDidShow(resumeOutbox)
  return children
}
