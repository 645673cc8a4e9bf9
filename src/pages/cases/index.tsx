import { Page } from '@/components/page'
import { SideBySide } from '@/components/side-by-side'
import { Skeleton } from '@/components/skeleton'
import { Empty, Failure } from '@/components/status-box'
import { casesWords as words } from '@/copy/cases'
import { go } from '@/platform/go'
import { useWide } from '@/platform/width'
import { CaseList } from '@/sections/case-list'
import { useCaseFilter } from '@/sections/case-list/filter'
import { viewsFor } from '@/sections/case-list/views'
import { Unsent } from '@/sections/unsent'
import { useSession } from '@/state/session'

/** 单子: my lists of cases. In a wide window the list stands at the left, where it stays beside the case that is opened. */
export default function Cases() {
  return (
    <Page>
      <Content />
    </Page>
  )
}

function Content() {
  const session = useSession()
  const wide = useWide()
  const views = viewsFor(session.data?.posts ?? [])
  const [filter, setFilter] = useCaseFilter(views)
  if (session.error && !session.data)
    return <Failure id="session" error={session.error} onRetry={() => void session.reload()} />
  if (!session.data) return <Skeleton />
  const list = (
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
  if (!wide) return list
  return (
    <SideBySide list={list}>
      <Empty title={words.choose} advice={words.chooseAdvice} />
    </SideBySide>
  )
}
