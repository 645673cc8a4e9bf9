import type { CardLook } from '#types/card'
import { type CardState, cardStates, mostCardTries } from '#types/labels'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { NoticeBar } from '@/components/notice-bar'
import { Tag, type Tone } from '@/components/tag'
import { cardCounterWords as words } from '@/copy/card'

const tones: Record<CardState, Tone> = { active: 'done', locked: 'over', revoked: 'plain' }

/** Whom one serves, masked, and what they can have. */
export function Household({ look }: { look: CardLook }) {
  const { household, state, balance, leftToday, triesLeft } = look
  return (
    <Card
      title={words.household(household.number, household.name)}
      aside={<Tag tone={tones[state]}>{cardStates[state]}</Tag>}
    >
      {state === 'locked' && (
        <NoticeBar id="card-locked" tone="error">
          {words.locked}
        </NoticeBar>
      )}
      {state === 'active' && triesLeft < mostCardTries && <NoticeBar tone="warn">{words.tries(triesLeft)}</NoticeBar>}
      <Cell label={words.balance} value={words.points(balance)} />
      <Cell label={words.leftToday} value={words.points(leftToday)} />
    </Card>
  )
}
