import type { CallerEvent } from '#types/case'
import { ruleOf } from '#types/loop'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Row } from '@/components/row'
import { detailWords as words } from '@/copy/detail'
import { eventForms } from './events'

/** The page's main action, at the thumb. Its id is `do-<event>`. */
export function MainAction({ event, onTap }: { event: CallerEvent; onTap(event: CallerEvent): void }) {
  return (
    <Button id={`do-${event}`} kind="main" onTap={() => onTap(event)}>
      {ruleOf(event).label}
    </Button>
  )
}

interface Props {
  events: readonly CallerEvent[]
  /** There is no main action either. */
  none: boolean
  /** The case has come to its end: nothing more will be told. */
  over: boolean
  onTap(event: CallerEvent): void
}

/** What else this person may do, by the loop's table. */
export function MoreActions({ events, none, over, onTap }: Props) {
  if (events.length === 0) return none ? <Card>{over ? words.isOver : words.nothingToDo}</Card> : null
  return (
    <Card title={none ? undefined : words.actions}>
      <Row>
        {events.map((event) => (
          <Button
            key={event}
            id={`do-${event}`}
            kind={eventForms[event].kind === 'danger' ? 'danger' : 'plain'}
            onTap={() => onTap(event)}
          >
            {ruleOf(event).label}
          </Button>
        ))}
      </Row>
    </Card>
  )
}
