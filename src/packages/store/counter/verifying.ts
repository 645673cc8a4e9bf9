import { useState } from 'react'
import type { RedemptionDetail } from '#types/redemption'
import { counterWords as words } from '@/copy/store'
import { useOnline } from '@/state/online'
import { renew } from '@/state/query'
import { useWrite } from '@/state/write'
import { deviceId } from '../device'
import { shownIn } from './shown'

/** Verifying what a villager shows. */
export interface Verifying {
  busy: boolean
  /** Why the last one wasn't verified, in words. */
  refusal?: string
  /** A code that was typed, or what was scanned. */
  verify(text: string): Promise<void>
  /** Something else is looked at now. */
  clear(): void
}

/** Only with network: a code that nobody has verified may be used, lapsed or another store's, and the device can't know. */
export function useVerifying(storeId: string, onVerified: (row: RedemptionDetail) => void): Verifying {
  const online = useOnline()
  const claiming = useWrite('redemption.claim')
  const [refusal, setRefusal] = useState<string>()
  return {
    busy: claiming.busy,
    refusal,
    clear: () => setRefusal(undefined),
    async verify(text) {
      const shown = shownIn(text)
      if (!shown) return setRefusal(words.notACode)
      if (!online) return setRefusal(words.offline)
      setRefusal(undefined)
      const written = await claiming.run({ storeId, deviceId: await deviceId(), ...shown })
      if (!written.ok) return setRefusal(written.error.code === 'NETWORK' ? words.offline : written.error.message)
      onVerified(written.output)
      renew('redemption.')
    },
  }
}
