import Taro from '@tarojs/taro'
import type { Me as Myself } from '#types/person'
import { orderTakers } from '#types/roles'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Switch } from '@/components/field'
import { Page } from '@/components/page'
import { Skeleton } from '@/components/skeleton'
import { Failure } from '@/components/status-box'
import { Tag } from '@/components/tag'
import { meWords as words } from '@/copy/me'
import { go } from '@/platform/go'
import { menuFor } from '@/sections/menu'
import { useElderMode } from '@/state/elder'
import { leave } from '@/state/entrance'
import { useOnReturn } from '@/state/on-return'
import { useQuery } from '@/state/query'
import { useSession } from '@/state/session'

/** 我的: who I am, my household and posts, the doors to my work, the inbox, elder mode, privacy. */
export default function Me() {
  return (
    <Page>
      <Content />
    </Page>
  )
}

function Content() {
  const session = useSession()
  const home = useQuery('home.get', {})
  useOnReturn(() => Promise.all([session.reload(), home.reload()]))
  const me = session.data
  return (
    <>
      {session.loading && <Skeleton />}
      {session.error && !me && <Failure id="session" error={session.error} onRetry={() => void session.reload()} />}
      {me && (
        <>
          <Identity me={me} />
          <Posts me={me} />
          <Card>
            <Cell
              id="me-inbox"
              label={words.inbox}
              value={home.data && words.unread(home.data.unread)}
              onTap={() => go('inbox')}
            />
            <Cell id="me-activities" label={words.activities} onTap={() => go('activities')} />
            {me.standing === 'confirmed' && <Cell id="me-service" label={words.service} onTap={() => go('service')} />}
            <Cell id="me-notices" label={words.notices} onTap={() => go('notices')} />
            {me.standing === 'confirmed' && me.posts.some((post) => orderTakers.includes(post.role)) && (
              <Cell id="me-member" label={words.member} onTap={() => go('member')} />
            )}
            <Cell id="me-privacy" label={words.privacy} onTap={() => go('privacy')} />
            {me.standing === 'visitor' && <Cell id="me-setup" label={words.setup} onTap={() => go('setup')} />}
          </Card>
        </>
      )}
      <Elder />
    </>
  )
}

const TONES = { visitor: 'plain', pending: 'soon', confirmed: 'done' } as const

function Identity({ me }: { me: Myself }) {
  const { standing, household } = me
  return (
    <Card title={me.name || words.visitor} aside={<Tag tone={TONES[standing]}>{words[standing]}</Tag>}>
      {standing !== 'confirmed' && (
        <Button id="me-register" kind="main" onTap={() => go('register')}>
          {words.register}
        </Button>
      )}
      {me.areaNames.length > 0 && <Cell label={words.area} value={me.areaNames.slice(-3).join(' ')} />}
      {standing !== 'visitor' && <Cell label={words.phone} value={me.phone ?? words.noPhone} />}
      {household && (
        <>
          <Cell label={words.household} value={household.number} />
          <Cell
            label={words.members}
            value={household.members.map(({ name, me: mine }) => (mine ? `${name}${words.meMark}` : name)).join('、')}
          />
        </>
      )}
    </Card>
  )
}

function Posts({ me }: { me: Myself }) {
  const menu = menuFor(me.posts)
  if (me.posts.length === 0) return null
  return (
    <>
      <Card title={words.posts}>
        {me.posts.map((post) => (
          <Cell
            key={post.postId}
            label={post.deputyOf ? `${post.title}（${words.deputy}）` : post.title}
            value={post.areaName}
            note={post.to && words.until(post.to)}
          />
        ))}
      </Card>
      {menu.length > 0 && (
        <Card title={words.work}>
          {menu.map(({ id, label, url }) => (
            <Cell key={id} id={id} label={label} onTap={() => void Taro.navigateTo({ url })} />
          ))}
        </Card>
      )}
    </>
  )
}

/** Elder mode, and in the browser twin another persona. */
function Elder() {
  const { elder, setElder } = useElderMode()
  return (
    <Card>
      <Switch id="elder" label={words.elder} hint={words.elderHint} value={elder} onChange={setElder} />
      {process.env.TARO_ENV === 'h5' && (
        <Button id="leave" onTap={leave}>
          {words.leave}
        </Button>
      )}
    </Card>
  )
}
