import type { EntryView } from '#types/points'
import { entrySentence } from '#types/units'
import { Cell } from '@/components/cell'
import { NoticeBar } from '@/components/notice-bar'
import { Sheet } from '@/components/sheet'
import { dayOf, daySaid, momentSaid } from '@/components/when'
import { entriesWords as words } from '@/copy/books'
import { pointsWords } from '@/copy/points'
import { cloudTime } from '@/platform/clock'
import { go } from '@/platform/go'
import { useQuery } from '@/state/query'
import { versionSaid } from '../rule-said'

interface Props {
  entry: EntryView
  /** Whose rules it was made under. */
  village: string | undefined
  onClose(): void
}

/** Why an entry was made: when and for what, under which rule and version, by which claim, and what it puts right. */
export function Why({ entry, village, onClose }: Props) {
  const { rule, eventAt, at, amount, balance, kind } = entry
  const { claimId } = entry.words
  const now = cloudTime()
  return (
    <Sheet id="why" open title={words.why} confirm={words.close} onConfirm={onClose} onClose={onClose}>
      <Cell label={entrySentence(kind, entry.words)} value={pointsWords.signed(amount)} />
      <Cell label={words.done} value={daySaid(dayOf(eventAt), now)} />
      <Cell label={words.entered} value={momentSaid(at, now)} />
      <Cell label={words.after} value={pointsWords.points(balance)} />
      {rule && <UnderRule rule={rule} village={village} />}
      {claimId && <Cell id="why-claim" label={words.claim} onTap={() => go('claim', { claimId })} />}
      {entry.reverses && <NoticeBar>{words.reverses}</NoticeBar>}
      {entry.reversed && <NoticeBar>{words.reversed}</NoticeBar>}
    </Sheet>
  )
}

function UnderRule({ rule, village }: { rule: NonNullable<EntryView['rule']>; village: string | undefined }) {
  const table = useQuery('rule.table', village ? { areaId: village, version: rule.version } : undefined)
  const label = table.data?.items.find(({ id }) => id === rule.id)?.label
  return (
    <>
      <Cell label={words.rule} value={label ?? ''} note={versionSaid(rule.version)} />
      {village && (
        <Cell
          id="why-rules"
          label={words.seeRules}
          onTap={() => go('rules', { areaId: village, version: String(rule.version) })}
        />
      )}
    </>
  )
}
