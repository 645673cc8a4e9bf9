import type { ReactNode } from 'react'
import type { Me } from '#types/person'
import { Page } from '@/components/page'
import { Skeleton } from '@/components/skeleton'
import { Failure } from '@/components/status-box'
import { useSignedIn } from '@/state/entrance'
import { useSession } from '@/state/session'

/**
 * A page that depends on who I am: `children` draws the whole page, footer included, once it is known. Until then a skeleton;
 * a retry when it could not be read; the door where nobody has entered.
 */
export function WithMe({ children }: { children(me: Me): ReactNode }) {
  const signedIn = useSignedIn()
  const session = useSession()
  if (signedIn && session.data) return <>{children(session.data)}</>
  return (
    <Page>
      {session.error ? (
        <Failure id="session" error={session.error} onRetry={() => void session.reload()} />
      ) : (
        <Skeleton />
      )}
    </Page>
  )
}
