import { Image } from '@tarojs/components'
import { useMemo } from 'react'
import { aria } from '../aria'
import { codePicture } from './squares'
import './index.scss'

interface Props {
  id: string
  /** What it says to whoever scans it. */
  text: string
  /** What it is for, read in its place. */
  label: string
}

/** A QR code, large enough to be scanned from an arm away. */
export function QrCode({ id, text, label }: Props) {
  const picture = useMemo(() => codePicture(text), [text])
  return <Image id={id} className="qr-code" src={picture} mode="scaleToFill" {...aria('img', label)} />
}
