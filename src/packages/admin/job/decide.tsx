import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { JobView } from '#types/job'
import { Button } from '@/components/button'
import { Decision } from '@/components/decision'
import { roster as copy } from '@/copy/admin'
import { workPages } from '@/sections/menu'
import { forgetImport, keptImport } from '../kept'

/** Stops a job that is under way. Ids: `job-cancel`, `cancel-ok`. */
export function Cancel({ job }: { job: JobView }) {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button id="job-cancel" kind="danger" onTap={() => setAsking(true)}>
        {copy.cancel}
      </Button>
      {asking && (
        <Decision
          id="cancel"
          title={copy.cancelTitle}
          confirm={copy.cancel}
          kind="danger"
          action="job.cancel"
          inputOf={() => ({ jobId: job.id })}
          renews={['job.']}
          onClose={() => setAsking(false)}
        >
          <View className="page__words">{copy.cancelAdvice}</View>
        </Decision>
      )}
    </>
  )
}

/** After a dry run that got through: the real import of the same file. Ids: `job-real`, `real-ok`. */
export function Real({ job }: { job: JobView }) {
  const [asking, setAsking] = useState(false)
  const input = job.dryRun && job.state === 'done' && job.created + job.changed > 0 ? keptImport(job.id) : undefined
  if (!input) return null
  return (
    <>
      <Button id="job-real" kind="main" onTap={() => setAsking(true)}>
        {copy.real}
      </Button>
      {asking && (
        <Decision
          id="real"
          title={copy.realTitle}
          confirm={copy.real}
          action="job.start"
          inputOf={() => ({ kind: 'import', ...input, dryRun: false })}
          renews={['job.']}
          onDone={({ id }) => {
            forgetImport(job.id)
            void Taro.redirectTo({ url: `${workPages.job}?jobId=${id}` })
          }}
          onClose={() => setAsking(false)}
        >
          <View className="page__words">{copy.realAdvice(job.refused)}</View>
        </Decision>
      )}
    </>
  )
}
