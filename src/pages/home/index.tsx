import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Page } from '@/components/page'
import { Skeleton } from '@/components/skeleton'
import { Failure } from '@/components/status-box'
import { tabs } from '@/copy/tabs'
import { useSession } from '@/state/session'

export default function Home() {
  return (
    <Page>
      <Content />
    </Page>
  )
}

function Content() {
  const session = useSession()
  return (
    <Card title={tabs.name}>
      {tabs.purpose}
      {session.loading && <Skeleton rows={1} />}
      {session.data && <Cell label={session.data.name} value={session.data.villageName} />}
      {session.error && <Failure id="session" error={session.error} onRetry={() => void session.reload()} />}
    </Card>
  )
}
