import Taro from '@tarojs/taro'
import type { Me } from '#types/person'
import type { Standing } from '#types/roles'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Skeleton } from '@/components/skeleton'
import { Failure } from '@/components/status-box'
import { homeWords as words } from '@/copy/home'
import { go } from '@/platform/go'
import { LeaderHome } from '@/sections/LeaderHome'
import { MemberHome } from '@/sections/MemberHome'
import { menuFor } from '@/sections/menu'
import { WorkerHome } from '@/sections/WorkerHome'
import { useElderMode } from '@/state/elder'
import { useOnReturn } from '@/state/on-return'
import { useQuery } from '@/state/query'
import { useSession } from '@/state/session'
import { ElderHome } from './elder'
import { Head } from './head'
import { ResidentHome } from './resident'
import './index.scss'

/** 首页: made of what the person's posts allow; the villager's part is there for everybody. */
export default function Home() {
  return (
    <Page>
      <Content />
    </Page>
  )
}

function Content() {
  const home = useQuery('home.get', {})
  const session = useSession()
  const { elder } = useElderMode()
  useOnReturn(() => Promise.all([home.reload(), session.reload()]))
  if (home.loading) return <Skeleton />
  if (!home.data) return home.error ? <Failure id="home" error={home.error} onRetry={() => void home.reload()} /> : null
  const { worker, member, leader } = home.data
  const refresh = () => void home.reload()
  return (
    <>
      <Head home={home.data} />
      {home.error && (
        <NoticeBar id="home-retry" tone="warn" onTap={refresh}>
          {home.error.message}
        </NoticeBar>
      )}
      {session.data && <StandingBar standing={session.data.standing} refused={session.data.refused !== undefined} />}
      {elder && home.data.resident && <ElderHome home={home.data} />}
      {worker && <WorkerHome data={worker} onRefresh={refresh} />}
      {member && <MemberHome data={member} onRefresh={refresh} />}
      {leader && <LeaderHome data={leader} onRefresh={refresh} />}
      {!home.data.resident && session.data && <Work me={session.data} />}
      {!elder && <ResidentHome home={home.data} />}
    </>
  )
}

/** For whoever is no villager here (an administrator): the doors to the work. */
function Work({ me }: { me: Me }) {
  return (
    <Card title={words.work}>
      {menuFor(me.posts).map(({ id, label, url }) => (
        <Cell key={id} id={`home-${id}`} label={label} onTap={() => void Taro.navigateTo({ url })} />
      ))}
    </Card>
  )
}

/** What stands between a villager and being known; nothing once the worker has confirmed. */
function StandingBar({ standing, refused }: { standing: Standing; refused: boolean }) {
  if (standing === 'confirmed') return null
  if (standing === 'pending') return <NoticeBar>{words.pending}</NoticeBar>
  return (
    <NoticeBar id="home-register" tone={refused ? 'error' : 'note'} onTap={() => go('register')}>
      {refused ? words.refused : `${words.register}：${words.registerWhy}`} ›
    </NoticeBar>
  )
}
