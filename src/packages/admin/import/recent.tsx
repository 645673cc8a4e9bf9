import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { List } from '@/components/list'
import { whenSaid } from '@/components/when'
import { roster as copy } from '@/copy/admin'
import { cloudTime } from '@/platform/clock'
import { useList } from '@/state/query'
import { jobTitle } from '../job-words'

/** My jobs, newest first. Ids: `job-<id>`. */
export function Recent({ onOpen }: { onOpen(jobId: string): void }) {
  const query = useList('job.list', {})
  return (
    <Card title={copy.recent}>
      <List
        id="jobs"
        query={query}
        keyOf={(row) => row.id}
        empty={{ title: copy.nothing, advice: copy.nothingAdvice }}
        row={(row) => (
          <Cell
            id={`job-${row.id}`}
            label={jobTitle(row)}
            note={whenSaid(row.startedAt, cloudTime())}
            value={copy.states[row.state]}
            onTap={() => onOpen(row.id)}
          />
        )}
      />
    </Card>
  )
}
