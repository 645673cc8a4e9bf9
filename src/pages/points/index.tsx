import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { Me } from '#types/person'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { ReadAloud } from '@/components/read-aloud'
import { Skeleton } from '@/components/skeleton'
import { Empty, Failure } from '@/components/status-box'
import { pointsWords as words } from '@/copy/points'
import { go } from '@/platform/go'
import { Account } from '@/sections/account'
import { endingSoon } from '@/sections/account/ending'
import { EntryRow } from '@/sections/entry-row'
import { pointsMenuFor } from '@/sections/menu'
import { Unsent } from '@/sections/unsent'
import { useOnReturn } from '@/state/on-return'
import { useQuery } from '@/state/query'
import { useSession } from '@/state/session'

/** 积分: what the household has, the last entries, and the doors to claiming, rules, shop, honour list and publicity. */
export default function Points() {
  return (
    <Page>
      <Content />
    </Page>
  )
}

function Content() {
  const session = useSession()
  const me = session.data
  if (session.error && !me) return <Failure id="session" error={session.error} onRetry={() => void session.reload()} />
  if (!me) return <Skeleton />
  if (me.standing !== 'confirmed') return <Unknown pending={me.standing === 'pending'} onReload={session.reload} />
  return <Known me={me} />
}

/** Who isn't on the roster yet has no points: what to do, and the rules to read meanwhile. */
function Unknown({ pending, onReload }: { pending: boolean; onReload(): Promise<void> }) {
  useOnReturn(onReload)
  return (
    <Empty
      title={pending ? words.pending : words.visitor}
      advice={pending ? words.pendingAdvice : words.visitorAdvice}
      action={pending ? undefined : { id: 'points-register', words: words.register, onTap: () => go('register') }}
    />
  )
}

function Known({ me }: { me: Me }) {
  const account = useQuery('points.account', {})
  const entries = useQuery('points.entries', { unit: 'goods' })
  const reload = () => Promise.all([account.reload(), entries.reload()])
  useOnReturn(reload)
  const { household, merit } = account.data ?? {}
  return (
    <>
      <Unsent of="claim." />
      {account.loading && <Skeleton rows={1} />}
      {account.error && (
        <NoticeBar id="points-retry" tone="warn" onTap={() => void reload()}>
          {account.error.message}
        </NoticeBar>
      )}
      {household && <Account account={household} />}
      {account.data && !me.household && <Empty title={words.noHousehold} advice={words.noHouseholdAdvice} />}
      {merit && <Account account={merit} />}
      {me.household && (
        <Button id="points-declare" kind="main" onTap={() => go('declare')}>
          {words.declare}
        </Button>
      )}
      <View className="page__gap" />
      <Card>
        <Cell id="points-mine" label={words.mine} onTap={() => go('claims', { view: 'mine' })} />
        <Cell id="points-rules" label={words.rules} onTap={() => go('rules')} />
        <Cell id="points-shop" label={words.shop} onTap={() => go('shop')} />
        <Cell id="points-honour" label={words.honour} onTap={() => go('honour')} />
        <Cell
          id="points-published"
          label={words.published}
          note={words.publishedNote}
          onTap={() => go('claims', { view: 'published' })}
        />
      </Card>
      <Work me={me} />
      {me.household && (
        <Card title={words.recent}>
          {entries.data?.rows.length === 0 && <View className="page__note">{words.noEntries}</View>}
          {entries.data?.rows.slice(0, 5).map((entry) => (
            <EntryRow key={entry.id} entry={entry} onTap={() => go('entries', { entryId: entry.id })} />
          ))}
          <Cell id="points-entries" label={words.allEntries} onTap={() => go('entries')} />
        </Card>
      )}
      {household && <ReadAloud id="points-read" text={words.spoken(household.balance, endingSoon(household))} />}
    </>
  )
}

/** What one's posts have to do with points. */
function Work({ me }: { me: Me }) {
  const doors = pointsMenuFor(me.posts)
  if (doors.length === 0) return null
  return (
    <Card title={words.work}>
      {doors.map(({ id, label, url }) => (
        <Cell key={id} id={id} label={label} onTap={() => void Taro.navigateTo({ url })} />
      ))}
    </Card>
  )
}
