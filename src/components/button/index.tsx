import { type ButtonProps, Button as NativeButton, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { kit } from '@/copy/kit'
import './index.scss'

interface Props {
  /** For tests and for WeChat's agreement button. */
  id: string
  children: ReactNode
  /** main: the page's one main action · plain: everything else · danger: takes something away. */
  kind?: 'main' | 'plain' | 'danger'
  /** Only as wide as its words, for use in a row. Otherwise full width. */
  narrow?: boolean
  disabled?: boolean
  /** While the action runs: shows so, and does not take a second tap. */
  busy?: boolean
  /** When the words alone do not say what it does. */
  label?: string
  /** WeChat's own behaviours: phone number, privacy agreement, contact, share. */
  openType?: ButtonProps['openType']
  onOpen?(event: { detail: { code?: string } }): void
  onTap?(): void
}

/** A button, at least 48 px high (64 in elder mode). */
export function Button({
  id,
  children,
  kind = 'plain',
  narrow,
  disabled,
  busy,
  label,
  openType,
  onOpen,
  onTap,
}: Props) {
  const off = disabled || busy
  const name = `button button--${kind}${narrow ? ' button--narrow' : ''}${off ? ' button--off' : ''}`
  return (
    <NativeButton
      id={id}
      className={name}
      disabled={off}
      openType={openType}
      aria-label={label}
      aria-disabled={Boolean(off)}
      onClick={() => !off && onTap?.()}
      onGetPhoneNumber={onOpen}
      onAgreePrivacyAuthorization={onOpen && (() => onOpen({ detail: {} }))}
    >
      <View className="button__words">{busy ? kit.busy : children}</View>
    </NativeButton>
  )
}
