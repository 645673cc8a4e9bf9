import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { aria } from '../aria'
import './index.scss'

interface Props {
  /** note: for information · warn: needs attention · error: something failed. */
  tone?: 'note' | 'warn' | 'error'
  id?: string
  onTap?(): void
  children: ReactNode
}

const SIGNS = { note: '※', warn: '△', error: '!' }

/** A line over the page's content that says how things stand. */
export function NoticeBar({ tone = 'note', id, onTap, children }: Props) {
  return (
    <View id={id} className={`notice-bar notice-bar--${tone}`} onClick={onTap} {...aria(onTap ? 'button' : 'alert')}>
      <View className="notice-bar__sign">{SIGNS[tone]}</View>
      <View className="notice-bar__words">{children}</View>
    </View>
  )
}
