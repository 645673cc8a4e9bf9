import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Page } from '@/components/page'
import { Skeleton } from '@/components/skeleton'
import { Failure } from '@/components/status-box'
import { registerWords as words } from '@/copy/register'
import { goInstead, goTab } from '@/platform/go'
import { useSession } from '@/state/session'
import { RegisterForm } from './form'

/** First use: village, name, household, phone; then what became of it. */
export default function Register() {
  return (
    <Page>
      <Content />
    </Page>
  )
}

function Content() {
  const session = useSession()
  const [again, setAgain] = useState(false)
  const me = session.data
  if (session.error && !me) return <Failure id="register" error={session.error} onRetry={() => void session.reload()} />
  if (!me) return <Skeleton />
  if (me.standing === 'confirmed') {
    return (
      <Card title={words.confirmed}>
        {words.confirmedWords(me.villageName ?? '')}
        <Button id="register-order" kind="main" onTap={() => goInstead('newOrder')}>
          {words.order}
        </Button>
      </Card>
    )
  }
  if (me.standing === 'pending' && !again) {
    return (
      <Card title={words.pending}>
        {words.pendingWords}
        <Button id="register-order" kind="main" onTap={() => goInstead('newOrder')}>
          {words.order}
        </Button>
        <Button id="register-home" onTap={() => goTab('home')}>
          {words.home}
        </Button>
        <Button id="register-again" onTap={() => setAgain(true)}>
          {words.change}
        </Button>
      </Card>
    )
  }
  return (
    <>
      {me.refused && <Card title={words.refused}>{words.refusedWords(me.refused)}</Card>}
      <RegisterForm
        onDone={() => {
          setAgain(false)
          void session.reload()
        }}
      />
    </>
  )
}
