import { View } from '@tarojs/components'
import { useState } from 'react'
import type { CardView } from '#types/card'
import { Sheet } from '@/components/sheet'
import { cardsWords as words } from '@/copy/card'
import { renew } from '@/state/query'
import { useWrite } from '@/state/write'
import { noPin, pinProblems } from './pin'
import { PinFields } from './pin-fields'

/** What a worker does to a card that is there. */
export type CardChange = 'unlock' | 'newPin' | 'revoke'

interface Props {
  change: CardChange
  card: CardView
  onClose(): void
  onDone(change: CardChange): void
}

/** Unlocks, gives a new PIN, or revokes, after it has been asked once more. Ids: `change-ok`, `new-pin`, `new-pin-again`. */
export function ChangeSheet({ change, card, onClose, onDone }: Props) {
  const unlock = useWrite('card.unlock')
  const revoke = useWrite('card.revoke')
  const [chosen, setChosen] = useState(noPin)
  const [asked, setAsked] = useState(false)
  const household = words.household(card.household.number, card.household.name)
  const keepsPin = change === 'unlock' && chosen.pin === '' && chosen.again === ''
  const found = change === 'revoke' || keepsPin ? {} : pinProblems(chosen)
  const send = async () => {
    setAsked(true)
    if (Object.keys(found).length > 0) return
    const answer =
      change === 'revoke'
        ? await revoke.run({ cardId: card.id })
        : await unlock.run({ cardId: card.id, ...(keepsPin ? {} : { pin: chosen.pin }) })
    if (!answer.ok) return
    renew('card.')
    onDone(change)
  }
  return (
    <Sheet
      id="change"
      open
      title={words[`${change}Title`](household)}
      confirm={words[change]}
      kind={change === 'revoke' ? 'danger' : 'main'}
      busy={unlock.busy || revoke.busy}
      error={(unlock.error ?? revoke.error)?.message}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      <View className="page__words">{words[`${change}Advice`]}</View>
      {change !== 'revoke' && (
        <PinFields
          id="new-pin"
          label={change === 'unlock' ? words.pin : words.pinNeeded}
          value={chosen}
          problems={asked ? found : {}}
          onChange={setChosen}
        />
      )}
    </Sheet>
  )
}
