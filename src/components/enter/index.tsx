import { useEffect, useState } from 'react'
import { kit } from '@/copy/kit'
import type { Persona } from '@/platform/contract'
import { asCallError, type CallError } from '@/platform/error'
import { login } from '@/platform/login'
import { enter } from '@/state/entrance'
import { Card } from '../card'
import { Cell } from '../cell'
import { Skeleton } from '../skeleton'
import { Failure } from '../status-box'

/** The browser twin's door: the personas of the local cloud. A persona's id is `enter-<persona>`. */
export function Enter() {
  const [personas, setPersonas] = useState<Persona[]>()
  const [error, setError] = useState<CallError>()
  const attempt = (work: () => Promise<unknown>) => {
    setError(undefined)
    work().catch((thrown) => setError(asCallError(thrown)))
  }
  const read = () => attempt(async () => setPersonas(await login.personas()))
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, when the door is shown
  useEffect(read, [])
  if (error) return <Failure id="enter" error={error} onRetry={read} />
  if (!personas) return <Skeleton />
  return (
    <Card title={kit.enterTitle}>
      {kit.enterWords}
      {personas.map(({ id, name, title, note }) => (
        <Cell
          key={id}
          id={`enter-${id}`}
          label={name}
          note={note ? `${title}：${note}` : title}
          onTap={() => attempt(() => enter(id))}
        />
      ))}
    </Card>
  )
}
