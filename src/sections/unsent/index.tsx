import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Sheet } from '@/components/sheet'
import { Tag } from '@/components/tag'
import { outboxWords } from '@/copy/case'
import { casesWords as words } from '@/copy/cases'
import { go } from '@/platform/go'
import { restoreDraft } from '@/state/draft'
import type { OutboxEntry } from '@/state/outbox-reducer'
import { useOutbox } from '@/state/use-outbox'
import './index.scss'

const TONES = { waiting: 'soon', sending: 'now', refused: 'over' } as const

/** Opens what was refused where it was written, with its words. */
function edit(entry: OutboxEntry) {
  if (entry.draft) restoreDraft(entry.draft.key, entry.draft.value, entry.refusal?.message ?? '')
  const [noun, event] = entry.action.split('.')
  if (entry.action === 'case.submit') go('newOrder')
  else if (entry.action === 'claim.declare') go('declare')
  else if (noun === 'redemption') go('counter')
  else if (noun === 'goods') go('goods', { goodsId: entry.input.goodsId as string | undefined })
  else if (noun === 'claim') go('claim', { claimId: entry.subject, event })
  else go('order', { caseId: entry.subject, event })
}

/**
 * What has not arrived yet: waiting for the network, on its way, or refused and to be corrected. Nothing typed is lost.
 * `of` shows only changes whose action begins so.
 */
export function Unsent({ of = '' }: { of?: string }) {
  const { entries, remove } = useOutbox()
  const [removing, setRemoving] = useState<string>()
  const shown = entries.filter((entry) => entry.state !== 'sent' && entry.action.startsWith(of))
  if (shown.length === 0) return null
  return (
    <Card title={words.unsent}>
      {shown.map((entry) => (
        <View key={entry.requestId} id={`unsent-${entry.requestId}`} className="unsent">
          <View className="unsent__head">
            <View className="unsent__title">{entry.title}</View>
            {entry.state !== 'sent' && <Tag tone={TONES[entry.state]}>{outboxWords[entry.state]}</Tag>}
          </View>
          <View className="unsent__note">{entry.refusal?.message ?? outboxWords.waitingAdvice}</View>
          {entry.state !== 'sending' && (
            <View className="unsent__buttons">
              {entry.state === 'refused' && (
                <Button id={`edit-${entry.requestId}`} narrow onTap={() => edit(entry)}>
                  {outboxWords.edit}
                </Button>
              )}
              <Button id={`remove-${entry.requestId}`} narrow kind="danger" onTap={() => setRemoving(entry.requestId)}>
                {outboxWords.remove}
              </Button>
            </View>
          )}
        </View>
      ))}
      <Sheet
        id="remove"
        open={removing !== undefined}
        title={words.removeTitle}
        kind="danger"
        confirm={outboxWords.remove}
        onConfirm={() => {
          if (removing) remove(removing)
          setRemoving(undefined)
        }}
        onClose={() => setRemoving(undefined)}
      >
        {words.removeWords}
      </Sheet>
    </Card>
  )
}
