import Taro from '@tarojs/taro'
import type { ActionName, InputOf, OutputOf } from '@/platform/call'
import { renew } from '@/state/query'
import { useWrite } from '@/state/write'
import { Sheet, type SheetProps } from '../sheet'

interface Props<Name extends ActionName> extends Omit<SheetProps, 'open' | 'busy' | 'error' | 'onConfirm'> {
  action: Name
  /** What is sent, with the reason where the sheet asks for one; nothing while something is still missing. */
  inputOf(reason: string): InputOf<Name> | undefined
  /** The prefixes of what reads otherwise afterwards. Read anew after a refusal too: somebody else may have been faster. */
  renews?: readonly string[]
  /** Said in passing once it is done. */
  done?: string
  /** Once it is done, in place of closing. */
  onDone?(output: OutputOf<Name>): void
}

/** A sheet for one decision that is one change, sent straight to the cloud; it stays open with the reason when that fails. */
export function Decision<Name extends ActionName>(props: Props<Name>) {
  const { action, inputOf, renews = [], done, onDone, ...sheet } = props
  const write = useWrite(action)
  const send = async (reason: string) => {
    const input = inputOf(reason)
    if (input === undefined) return
    const answer = await write.run(input)
    renew(...renews)
    if (!answer.ok) return
    if (done) void Taro.showToast({ title: done, icon: 'none' })
    if (onDone) onDone(answer.output)
    else sheet.onClose()
  }
  return (
    <Sheet {...sheet} open busy={write.busy} error={write.error?.message} onConfirm={(reason) => void send(reason)} />
  )
}
