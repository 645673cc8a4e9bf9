import { View } from '@tarojs/components'
import type { CallerEvent, CaseDetail } from '#types/case'
import { caseStates, ruleOf } from '#types/loop'
import { detailWords, eventWords } from '@/copy/detail'
import { type EventOutcome, EventSheet } from '@/sections/event-sheet'
import { EventFields } from './event-fields'
import { type EventValues, eventForms, inputOf, problemsOf } from './events'

interface Props {
  event: CallerEvent
  detail: CaseDetail
  onClose(): void
  onOutcome(outcome: EventOutcome): void
}

const explained: Partial<Record<CallerEvent, string>> = eventWords.explain

/** The sheet of one event of a case: its fields from the table. */
export function CaseEventSheet({ event, detail, onClose, onOutcome }: Props) {
  const { id, number, state, category, urgency, visibility } = detail
  const { kind, keeps } = eventForms[event]
  return (
    <EventSheet<EventValues>
      draft={`event.${id}.${event}`}
      empty={{ note: '', reason: '', tried: '', photos: [], category, urgency, visibility }}
      label={ruleOf(event).label}
      kind={kind}
      keeps={keeps}
      action={`case.${event}`}
      subject={{ id, name: number }}
      renews={['case.', 'home.']}
      problemsOf={(values) => problemsOf(event, values, detail)}
      inputOf={(values) => inputOf(event, values, detail)}
      onClose={onClose}
      onOutcome={onOutcome}
    >
      {({ values, problems, busy, change }) => (
        <>
          <View className="page__note">
            {number} · {caseStates[state]}
          </View>
          {explained[event] && <View className="file__explain">{explained[event]}</View>}
          <EventFields event={event} detail={detail} values={values} problems={problems} onChange={change} />
          {busy && values.photos.length > 0 && <View className="page__note">{detailWords.photos}…</View>}
        </>
      )}
    </EventSheet>
  )
}
