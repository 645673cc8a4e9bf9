import type { CallerEvent, CaseDetail } from '#types/case'
import {
  type CategoryId,
  categories,
  categoryOf,
  type RejectReason,
  rejectReasons,
  type Urgency,
  urgencies,
  type Visibility,
  visibilities,
} from '#types/categories'
import { ratings } from '#types/labels'
import { Choice, TextArea } from '@/components/field'
import { NoticeBar } from '@/components/notice-bar'
import { PhotoPicker } from '@/components/photo-picker'
import { eventWords as words } from '@/copy/detail'
import { orderWords } from '@/copy/order'
import { type EventValues, eventForms, type FieldName, fieldsOf } from './events'

interface Props {
  event: CallerEvent
  detail: CaseDetail
  values: EventValues
  problems: Partial<Record<FieldName, string>>
  onChange(values: Partial<EventValues>): void
}

const optionsOf = <Value extends string>(table: Record<Value, string>) =>
  (Object.keys(table) as Value[]).map((value) => ({ value, label: table[value] }))
const labels = (names: Partial<Record<CallerEvent, string>>, event: CallerEvent) => names[event] ?? ''
const { satisfied, basically } = ratings
const ratingOptions = optionsOf({ satisfied, basically })
const categoryOptions = (Object.keys(categories) as CategoryId[]).map((value) => ({
  value,
  label: categoryOf(value).label,
}))

/** The fields of an event's sheet. The id of each is `event-<field>`. */
export function EventFields({ event, detail, values, problems, onChange }: Props) {
  const free = eventForms[event].optional ?? []
  const common = (field: FieldName, label: string) => ({
    id: `event-${field}`,
    label,
    error: problems[field],
    required: !free.includes(field) && (field !== 'photos' || detail.evidence),
  })
  return (
    <>
      {fieldsOf(event, detail).map((field) => {
        switch (field) {
          case 'note':
          case 'reason':
          case 'tried':
            return (
              <TextArea
                key={field}
                {...common(field, field === 'tried' ? words.tried : labels(words[field], event))}
                most={500}
                value={values[field]}
                onChange={(text) => onChange({ [field]: text })}
              />
            )
          case 'photos':
            return (
              <PhotoPicker
                key={field}
                {...common(field, words.photos)}
                hint={detail.evidence && !free.includes('photos') ? words.photosNeeded : words.photosFree}
                value={values.photos}
                onChange={(photos) => onChange({ photos })}
              />
            )
          case 'rating':
            return (
              <Choice
                key={field}
                {...common(field, words.rating)}
                options={ratingOptions}
                value={values.rating}
                onChange={(rating) => onChange({ rating })}
              />
            )
          case 'asked':
            return (
              <Choice
                key={field}
                {...common(field, words.asked)}
                options={optionsOf<'phone' | 'visit'>(words.askedBy)}
                value={values.asked}
                onChange={(asked) => onChange({ asked })}
              />
            )
          case 'category':
            return (
              <Choice
                key={field}
                {...common(field, words.category)}
                options={categoryOptions}
                value={values.category}
                onChange={(category) => onChange({ category })}
              />
            )
          case 'urgency':
            return (
              <Choice
                key={field}
                {...common(field, words.urgency)}
                options={optionsOf<Urgency>(urgencies)}
                value={values.urgency}
                onChange={(urgency) => onChange({ urgency })}
              />
            )
          case 'visibility':
            return categoryOf(values.category).alwaysPrivate ? (
              <NoticeBar key={field}>{orderWords.alwaysPrivate}</NoticeBar>
            ) : (
              <Choice
                key={field}
                {...common(field, words.visibility)}
                options={optionsOf<Visibility>(visibilities)}
                value={values.visibility}
                onChange={(visibility) => onChange({ visibility })}
              />
            )
          default:
            return (
              <Choice
                key={field}
                {...common(field, words.reason.reject)}
                options={optionsOf<RejectReason>(rejectReasons)}
                value={values.rejectReason}
                onChange={(rejectReason) => onChange({ rejectReason })}
              />
            )
        }
      })}
    </>
  )
}
