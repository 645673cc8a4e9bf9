import { View } from '@tarojs/components'
import type { CaseSummary } from '#types/case'
import { Cell } from '@/components/cell'
import { Sheet } from '@/components/sheet'
import { Skeleton } from '@/components/skeleton'
import { Failure } from '@/components/status-box'
import { pool as copy } from '@/copy/pool'
import { useQuery } from '@/state/query'

/** Why an order was offered to me: the parts of my own score. */
export function Why({ row, onClose }: { row: CaseSummary; onClose(): void }) {
  const query = useQuery('case.get', { caseId: row.id })
  const parts = query.data?.orders.find(({ why }) => why)?.why
  return (
    <Sheet id="why" open title={copy.why} confirm={copy.close} onConfirm={onClose} onClose={onClose}>
      {query.loading && <Skeleton rows={1} />}
      {query.error && !query.data && <Failure id="why" error={query.error} onRetry={() => void query.reload()} />}
      {query.data && !parts && <View>{copy.whyNothing}</View>}
      {parts?.map(({ label, words, points, of }) => (
        <Cell key={label} label={label} note={words} value={copy.part(points, of)} />
      ))}
      {parts && <Cell label={copy.total(parts.reduce((sum, { points }) => sum + points, 0))} />}
    </Sheet>
  )
}
