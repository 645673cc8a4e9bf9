import { View } from '@tarojs/components'
import type { RedemptionView } from '#types/redemption'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { NoticeBar } from '@/components/notice-bar'
import { Row } from '@/components/row'
import { Tag } from '@/components/tag'
import { storeWords, counterWords as words } from '@/copy/store'
import { go } from '@/platform/go'
import type { OutboxEntry } from '@/state/outbox-reducer'
import { goodsSaid } from '../said'
import '../store.scss'

interface Props {
  id: string
  /** Absent once the hand-over is confirmed. */
  row: RedemptionView | undefined
  /** Its hand-over, once made. */
  entry: OutboxEntry | undefined
  onLater(): void
  /** A refused hand-over is tried again, or given up. */
  onAgain(): void
  onForget(): void
}

/** What lies on the counter: whose it is and what, and how the hand-over went. */
export function InHand({ id, row, entry, onLater, onAgain, onForget }: Props) {
  return (
    <Card
      title={entry && entry.state !== 'refused' ? words.given : words.inHand}
      aside={entry && <HandOverTag state={entry.state} />}
    >
      {row && (
        <>
          <View className="counter__who">{`${row.household.name} ${row.household.number}`}</View>
          <View id="counter-goods" className="counter__goods">
            {goodsSaid(row.items)}
          </View>
          <View className="store__gold">{storeWords.points(row.points)}</View>
        </>
      )}
      {entry && <Said entry={entry} />}
      <Row>
        {entry?.state === 'sent' && (
          <Button id="counter-receipt" onTap={() => go('redemption', { redemptionId: id })}>
            {words.receipt}
          </Button>
        )}
        {entry?.state === 'refused' && (
          <Button id="counter-again" onTap={onAgain}>
            {words.again}
          </Button>
        )}
        {entry?.state === 'refused' && (
          <Button id="counter-forget" kind="danger" onTap={onForget}>
            {words.forget}
          </Button>
        )}
        {!entry && (
          <Button id="counter-cancel" kind="danger" onTap={() => go('redemption', { redemptionId: id })}>
            {words.cancel}
          </Button>
        )}
        <Button id="counter-later" onTap={onLater}>
          {entry ? words.next : words.later}
        </Button>
      </Row>
    </Card>
  )
}

function Said({ entry }: { entry: OutboxEntry }) {
  if (entry.state === 'sent') return <NoticeBar id="counter-done">{words.done(entry.title)}</NoticeBar>
  if (entry.state === 'refused') {
    return (
      <NoticeBar id="counter-failed" tone="error">
        {entry.refusal?.message}
      </NoticeBar>
    )
  }
  return (
    <NoticeBar id="counter-waits" tone="warn">
      {words.waits}
    </NoticeBar>
  )
}

const tags = {
  waiting: { tone: 'soon', words: words.notConfirmed },
  sending: { tone: 'soon', words: words.notConfirmed },
  sent: { tone: 'done', words: words.confirmed },
  refused: { tone: 'over', words: words.failed },
} as const

/** How a hand-over stands: not confirmed until the cloud has it. */
export function HandOverTag({ state }: { state: OutboxEntry['state'] }) {
  return <Tag tone={tags[state].tone}>{tags[state].words}</Tag>
}
