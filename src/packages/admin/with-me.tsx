import type { ReactNode } from 'react'
import type { Me } from '#types/person'
import { Skeleton } from '@/components/skeleton'
import { Failure } from '@/components/status-box'
import { useSession } from '@/state/session'

/** What depends on who I am: a skeleton until it is known, a retry when it could not be read. */
export function WithMe({ children }: { children(me: Me): ReactNode }) {
  const session = useSession()
  if (session.data) return <>{children(session.data)}</>
  if (session.error) return <Failure id="session" error={session.error} onRetry={() => void session.reload()} />
  return <Skeleton />
}
