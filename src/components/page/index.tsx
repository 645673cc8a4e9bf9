import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { kit } from '@/copy/kit'
import { useElderMode } from '@/state/elder'
import { useSignedIn } from '@/state/entrance'
import { useOnline } from '@/state/online'
import { Enter } from '../enter'
import { NoticeBar } from '../notice-bar'
import { Boundary } from './boundary'
import { PrivacyPrompt } from './privacy'
import './index.scss'

interface Props {
  /** As large and high in contrast as elder mode, whoever opens it: a counter, where hands are full. */
  large?: boolean
  /** The page's main action, held at the thumb. */
  footer?: ReactNode
  children: ReactNode
}

/**
 * The root of every page: tokens, elder mode, safe areas, the line about a missing network, the privacy prompt, and a net
 * for faults. In the browser it asks first as whom to enter.
 */
export function Page({ large, footer, children }: Props) {
  const { elder } = useElderMode()
  const online = useOnline()
  const signedIn = useSignedIn()
  return (
    <View className={elder || large ? 'page page--elder' : 'page'}>
      <View className={footer ? 'page__body page__body--footed' : 'page__body'}>
        {/* A parent of its own: beside the page it would hand all of it to the screen again when the network comes and goes. */}
        <View>{!online && <NoticeBar tone="warn">{kit.offline}</NoticeBar>}</View>
        <Boundary>{signedIn ? children : <Enter />}</Boundary>
      </View>
      {footer && signedIn && <View className="page__footer">{footer}</View>}
      <PrivacyPrompt />
    </View>
  )
}
