import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { mostReason } from '#types/labels'
import { kit } from '@/copy/kit'
import { aria } from '../aria'
import { Button } from '../button'
import { TextArea } from '../field/text-area'
import './index.scss'

/** What a sheet is made of. */
export interface SheetProps {
  /** Ids inside are `<id>-ok`, `<id>-cancel`, `<id>-reason`. */
  id: string
  open: boolean
  title: string
  children?: ReactNode
  /** Words on the confirming button. */
  confirm?: string
  kind?: 'main' | 'danger'
  /** Asks for words: the label of the field. Confirming needs two characters, as the cloud does, unless `optional`. */
  reason?: string
  optional?: boolean
  busy?: boolean
  /** Nothing has been chosen yet: confirming is not possible. */
  blocked?: boolean
  /** Why the last attempt failed. */
  error?: string
  onConfirm(reason: string): void
  onClose(): void
}

/** A sheet from below for one decision, with a reason where one is due. */
export function Sheet(props: SheetProps) {
  const {
    id,
    open,
    title,
    children,
    confirm = kit.confirm,
    kind = 'main',
    reason,
    optional,
    busy,
    blocked,
    error,
    onConfirm,
    onClose,
  } = props
  const [words, setWords] = useState('')
  const [asked, setAsked] = useState(false)
  if (!open) return null
  const missing = Boolean(reason) && !optional && words.trim().length < 2
  const close = () => {
    setWords('')
    setAsked(false)
    onClose()
  }
  return (
    <View className="sheet" catchMove>
      <View id={`${id}-shade`} className="sheet__shade" onClick={close} {...aria('button', kit.close)} />
      <View id={id} className="sheet__body" {...aria('dialog', title)}>
        <View className="sheet__title">{title}</View>
        {children}
        {reason && (
          <TextArea
            id={`${id}-reason`}
            label={reason}
            required={!optional}
            most={mostReason}
            value={words}
            error={asked && missing ? kit.reason : undefined}
            onChange={setWords}
          />
        )}
        {error && <View className="sheet__error">{error}</View>}
        <View className="sheet__buttons">
          <Button id={`${id}-cancel`} onTap={close}>
            {kit.cancel}
          </Button>
          <Button
            id={`${id}-ok`}
            kind={kind}
            busy={busy}
            disabled={blocked}
            onTap={() => (missing ? setAsked(true) : onConfirm(words.trim()))}
          >
            {confirm}
          </Button>
        </View>
      </View>
    </View>
  )
}
