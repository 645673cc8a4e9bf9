import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Switch } from '@/components/field'
import { Page } from '@/components/page'
import { Skeleton } from '@/components/skeleton'
import { Failure } from '@/components/status-box'
import { tabs } from '@/copy/tabs'
import { useElderMode } from '@/state/elder'
import { leave } from '@/state/entrance'
import { useSession } from '@/state/session'

export default function Me() {
  return (
    <Page>
      <Content />
    </Page>
  )
}

function Content() {
  const session = useSession()
  const { elder, setElder } = useElderMode()
  return (
    <Card title={tabs.me}>
      {session.loading && <Skeleton rows={1} />}
      {session.data && <Cell label={session.data.name} value={session.data.villageName} />}
      {session.data?.posts.map((post) => (
        <Cell key={`${post.title}-${post.areaName}`} label={post.title} value={post.areaName} />
      ))}
      {session.error && <Failure id="session" error={session.error} onRetry={() => void session.reload()} />}
      <Switch id="elder" label={tabs.elder} value={elder} onChange={setElder} />
      {process.env.TARO_ENV === 'h5' && (
        <Button id="leave" onTap={leave}>
          {tabs.leave}
        </Button>
      )}
    </Card>
  )
}
