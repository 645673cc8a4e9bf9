import { View } from '@tarojs/components'
import { categoryOf, urgencies } from '#types/categories'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { CaseRow } from '@/components/case-row'
import { Cell } from '@/components/cell'
import { NoticeBar } from '@/components/notice-bar'
import { Skeleton } from '@/components/skeleton'
import { momentSaid } from '@/components/when'
import { caseWords } from '@/copy/case'
import { orderWords as words } from '@/copy/order'
import { cloudTime } from '@/platform/clock'
import { dial } from '@/platform/dial'
import { go, goInstead } from '@/platform/go'
import { renew, useQuery } from '@/state/query'
import { stopUpload, useUploads } from '@/state/use-outbox'
import { useWrite } from '@/state/write'
import { type OrderForm, placeOf, type Step } from './form'
import type { StepProps } from './matter-step'

interface Props extends StepProps {
  busy: boolean
  onEdit(step: Step): void
  /** It was somebody's already: nothing is left to file. */
  onSupported(): void
}

/** Step 4: who will get it and by when, whether somebody has filed it already, and everything once more. */
export function CheckStep({ form, busy, onEdit, onSupported }: Props) {
  return (
    <>
      {busy && <Uploading form={form} />}
      <Preview form={form} />
      <Similar form={form} onSupported={onSupported} />
      <Card title={words.check}>
        <Cell
          id="edit-category"
          label={words.category}
          value={categoryOf(form.category!).label}
          onTap={() => onEdit('category')}
        />
        <Cell
          id="edit-matter"
          label={words.said}
          value={form.words || (form.voice && words.spoken(form.voice.seconds))}
          note={form.urgency === 'normal' ? undefined : urgencies[form.urgency]}
          onTap={() => onEdit('matter')}
        />
        {form.about && (
          <Cell id="edit-about" label={words.about} value={form.about.name} onTap={() => onEdit('matter')} />
        )}
        <Cell
          id="edit-photos"
          label={words.photos}
          value={form.photos.length > 0 ? words.photoCount(form.photos.length) : words.noPhotos}
          onTap={() => onEdit('matter')}
        />
        <Cell
          id="edit-place"
          label={words.place}
          value={form.placeText || (form.location && words.markedPlace) || form.village?.name || words.homePlace}
          onTap={() => onEdit('place')}
        />
        <Cell
          id="edit-for-whom"
          label={words.forWhom}
          value={form.forWhom === 'self' ? words.forWhoms.self : form.name}
          note={form.forWhom === 'self' ? undefined : words.forWhoms[form.forWhom]}
          onTap={() => onEdit('place')}
        />
        {form.source !== 'own' && (
          <Cell
            id="edit-source"
            label={words.source}
            value={words.sources[form.source]}
            note={form.outsideNumber}
            onTap={() => onEdit('place')}
          />
        )}
        <Cell
          id="edit-visibility"
          label={words.visibility}
          value={words.visibilities[categoryOf(form.category!).alwaysPrivate ? 'private' : form.visibility][0]}
          onTap={() => onEdit('place')}
        />
      </Card>
    </>
  )
}

function Preview({ form }: { form: OrderForm }) {
  const preview = useQuery('case.preview', {
    category: form.category!,
    urgency: form.urgency,
    place: placeOf(form),
    ...(form.about?.personId ? { aboutPersonId: form.about.personId } : {}),
  })
  if (preview.loading) return <Skeleton rows={1} />
  if (!preview.data)
    return (
      <NoticeBar tone="warn">
        {preview.error?.code === 'NETWORK' ? words.previewLater : preview.error?.message}
      </NoticeBar>
    )
  const { expected, phone, areaName, assessBy, handleBy } = preview.data
  const now = cloudTime()
  return (
    <Card>
      <Cell label={words.expected} value={expected} note={areaName} />
      <Cell label={words.assessBy} value={momentSaid(assessBy, now)} />
      <Cell label={words.handleBy} value={momentSaid(handleBy, now)} />
      {phone && (
        <Button id="call-expected" onTap={() => dial(phone)}>
          {words.callFirst}
        </Button>
      )}
    </Card>
  )
}

/** Cases like this one nearby: joining one of them is better than filing it again. */
function Similar({ form, onSupported }: { form: OrderForm; onSupported(): void }) {
  const similar = useQuery(
    'case.similar',
    form.words.trim() === '' ? undefined : { category: form.category!, words: form.words.trim(), place: placeOf(form) },
  )
  const support = useWrite('case.support')
  const join = async (caseId: string) => {
    if (!(await support.run({ caseId })).ok) return
    renew('case.', 'home.')
    onSupported()
    goInstead('order', { caseId })
  }
  const rows = similar.data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <Card title={words.similar}>
      <View className="page__note">{words.similarHint}</View>
      {support.error && <NoticeBar tone="error">{support.error.message}</NoticeBar>}
      {rows.map((row) => (
        <View key={row.id}>
          <CaseRow row={row} onTap={() => go('order', { caseId: row.id })} />
          {row.supported ? (
            <NoticeBar>{words.me2Done}</NoticeBar>
          ) : (
            <Button id={`support-${row.id}`} busy={support.busy} onTap={() => void join(row.id)}>
              {words.me2}
            </Button>
          )}
          {row.supporters > 0 && <View className="page__note">{caseWords.supporters(row.supporters)}</View>}
        </View>
      ))}
    </Card>
  )
}

/** How far the photos have come; stopping brings the form back. */
function Uploading({ form }: { form: OrderForm }) {
  const uploads = useUploads()
  const all = [...form.photos, ...(form.voice ? [form.voice.file] : [])]
  const at = all.findIndex((file) => uploads[file] !== undefined)
  const file = all[at]
  if (file === undefined) return null
  return (
    <Card>
      <View id="uploading">{words.uploading(at + 1, all.length, uploads[file] ?? 0)}</View>
      <Button id="stop-upload" onTap={() => stopUpload(file)}>
        {words.stopUpload}
      </Button>
    </Card>
  )
}
