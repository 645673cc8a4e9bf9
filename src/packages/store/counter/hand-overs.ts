import { useEffect, useState } from 'react'
import type { RedemptionView } from '#types/redemption'
import { counterWords as words } from '@/copy/store'
import type { OutboxEntry } from '@/state/outbox-reducer'
import { renew } from '@/state/query'
import { useOutbox } from '@/state/use-outbox'
import { deviceId } from '../device'
import { goodsSaid } from '../said'
import { forgetVerified } from '../verified'

const action = 'redemption.handOver'

/** The hand-overs that this device has made, and what has become of each. */
export interface HandOvers {
  /** The newest of a redemption: waiting and sending are not confirmed yet. */
  of(redemptionId: string): OutboxEntry | undefined
  /** How many aren't confirmed yet. */
  unconfirmed: number
  /** One is being put into the outbox. */
  busy: boolean
  /** Hands over, now or as soon as there is network. */
  make(row: RedemptionView): Promise<void>
  /** A refused one has been read. */
  dismiss(redemptionId: string): void
}

/** Through the device's outbox, so that goods which are gone always come to the books. */
export function useHandOvers(verified: readonly RedemptionView[]): HandOvers {
  const { entries, submit, remove } = useOutbox()
  const [busy, setBusy] = useState(false)
  const own = entries.filter((entry) => entry.action === action)
  const idOf = (entry: OutboxEntry) => entry.input.redemptionId as string
  const settled = own.filter(({ state }) => state === 'sent').map(idOf)
  const gone = verified.filter(({ id }) => settled.includes(id)).map(({ id }) => id)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what has been confirmed is the occasion
  useEffect(() => {
    for (const id of gone) forgetVerified(id)
    if (gone.length > 0) renew('goods.', 'store.')
  }, [gone.join()])
  const of = (redemptionId: string) => own.filter((entry) => idOf(entry) === redemptionId).at(-1)
  return {
    of,
    unconfirmed: own.filter(({ state }) => state === 'waiting' || state === 'sending').length,
    busy,
    async make(row) {
      setBusy(true)
      await submit(
        action,
        { redemptionId: row.id, deviceId: await deviceId() },
        { subject: row.id, title: words.title(goodsSaid(row.items), row.household.name) },
      )
      setBusy(false)
    },
    dismiss(redemptionId) {
      const entry = of(redemptionId)
      if (entry) remove(entry.requestId)
    },
  }
}
