import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { JobView } from '#types/job'
import { Button } from '@/components/button'
import { Sheet } from '@/components/sheet'
import { roster as copy } from '@/copy/admin'
import { workPages } from '@/sections/menu'
import { renew } from '@/state/query'
import { useWrite } from '@/state/write'
import { forgetImport, keptImport } from '../kept'

/** Stops a job that is under way. Ids: `job-cancel`, `cancel-ok`. */
export function Cancel({ job }: { job: JobView }) {
  const write = useWrite('job.cancel')
  const [asking, setAsking] = useState(false)
  const send = async () => {
    const answer = await write.run({ jobId: job.id })
    renew('job.')
    if (answer.ok) setAsking(false)
  }
  return (
    <>
      <Button id="job-cancel" kind="danger" onTap={() => setAsking(true)}>
        {copy.cancel}
      </Button>
      <Sheet
        id="cancel"
        open={asking}
        title={copy.cancelTitle}
        confirm={copy.cancel}
        kind="danger"
        busy={write.busy}
        error={write.error?.message}
        onConfirm={() => void send()}
        onClose={() => setAsking(false)}
      >
        <View className="page__words">{copy.cancelAdvice}</View>
      </Sheet>
    </>
  )
}

/** After a dry run that got through: the real import of the same file. Ids: `job-real`, `real-ok`. */
export function Real({ job }: { job: JobView }) {
  const write = useWrite('job.start')
  const [asking, setAsking] = useState(false)
  const input = job.dryRun && job.state === 'done' && job.created + job.changed > 0 ? keptImport(job.id) : undefined
  if (!input) return null
  const send = async () => {
    const answer = await write.run({ kind: 'import', ...input, dryRun: false })
    if (!answer.ok) return
    forgetImport(job.id)
    renew('job.')
    void Taro.redirectTo({ url: `${workPages.job}?jobId=${answer.output.id}` })
  }
  return (
    <>
      <Button id="job-real" kind="main" onTap={() => setAsking(true)}>
        {copy.real}
      </Button>
      <Sheet
        id="real"
        open={asking}
        title={copy.realTitle}
        confirm={copy.real}
        busy={write.busy}
        error={write.error?.message}
        onConfirm={() => void send()}
        onClose={() => setAsking(false)}
      >
        <View className="page__words">{copy.realAdvice(job.refused)}</View>
      </Sheet>
    </>
  )
}
