import { useState } from 'react'
import type { JobDetail } from '#types/job'
import { Button } from '@/components/button'
import { Cell } from '@/components/cell'
import { Skeleton } from '@/components/skeleton'
import { Failure } from '@/components/status-box'
import { roster as copy } from '@/copy/admin'
import { kit } from '@/copy/kit'
import { useQuery } from '@/state/query'

/** One page of the rows to correct; the next one hangs below it once asked for. Ids: `problems-more`. */
export function Problems({ jobId, page }: { jobId: string; page: JobDetail['problems'] }) {
  const [more, setMore] = useState(false)
  return (
    <>
      {page.rows.map(({ row, column, problem }) => (
        <Cell key={`${row}-${column}`} label={`${copy.row(row)} · ${column}`} note={problem} />
      ))}
      {page.next &&
        (more ? (
          <NextPage jobId={jobId} cursor={page.next} />
        ) : (
          <Button id="problems-more" onTap={() => setMore(true)}>
            {kit.loadMore}
          </Button>
        ))}
    </>
  )
}

function NextPage({ jobId, cursor }: { jobId: string; cursor: string }) {
  const query = useQuery('job.get', { jobId, cursor })
  if (query.data) return <Problems jobId={jobId} page={query.data.problems} />
  if (query.error) return <Failure id="problems" error={query.error} onRetry={() => void query.reload()} />
  return <Skeleton rows={1} />
}
