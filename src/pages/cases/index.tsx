import { Page } from '@/components/page'
import { Skeleton } from '@/components/skeleton'
import { Failure } from '@/components/status-box'
import { go } from '@/platform/go'
import { CaseList } from '@/sections/case-list'
import { useCaseFilter } from '@/sections/case-list/filter'
import { viewsFor } from '@/sections/case-list/views'
import { Unsent } from '@/sections/unsent'
import { useSession } from '@/state/session'

/** 单子: my lists of cases. In a wide window the case opens with its list beside it. */
export default function Cases() {
  return (
    <Page>
      <Content />
    </Page>
  )
}

function Content() {
  const session = useSession()
  const views = viewsFor(session.data?.posts ?? [])
  const [filter, setFilter] = useCaseFilter(views)
  if (session.error && !session.data)
    return <Failure id="session" error={session.error} onRetry={() => void session.reload()} />
  if (!session.data) return <Skeleton />
  return (
    <>
      <Unsent />
      <CaseList
        me={session.data}
        filter={filter}
        onFilter={setFilter}
        views={views}
        onOpen={(row) => go('order', { caseId: row.id, filter: JSON.stringify(filter) })}
      />
    </>
  )
}
