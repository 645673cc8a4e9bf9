import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh, useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import type { JobView } from '#types/job'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Skeleton } from '@/components/skeleton'
import { Empty, Failure } from '@/components/status-box'
import { Tag } from '@/components/tag'
import { roster as copy } from '@/copy/admin'
import { openDocument } from '@/platform/document'
import { asCallError } from '@/platform/error'
import { useQuery } from '@/state/query'
import { isRunning, jobTitle, jobTones } from '../job-words'
import { Progress } from '../progress'
import { Cancel, Real } from './decide'
import { Problems } from './problems'

/** Seconds between two looks at a job that is under way. */
const LOOK = 2

/** One job (`?jobId=…`): how far it is, how its rows ended, what to correct; then the real import, or the file. */
export default function Job() {
  const { jobId } = useRouter().params
  return <Page>{jobId ? <Content jobId={jobId} /> : <Empty title={copy.missing} />}</Page>
}

function Content({ jobId }: { jobId: string }) {
  const [running, setRunning] = useState(true)
  const query = useQuery('job.get', { jobId }, { refreshSeconds: running ? LOOK : 0 })
  const job = query.data?.job
  useEffect(() => {
    if (job) setRunning(isRunning(job))
  }, [job])
  usePullDownRefresh(() => {
    void query.reload().finally(() => Taro.stopPullDownRefresh())
  })
  if (query.loading) return <Skeleton />
  if (!query.data || !job) {
    return query.error ? <Failure id="job" error={query.error} onRetry={() => void query.reload()} /> : null
  }
  return (
    <>
      <Card title={jobTitle(job)} aside={<Tag tone={jobTones[job.state]}>{copy.states[job.state]}</Tag>}>
        {job.problem && <NoticeBar tone="error">{job.problem}</NoticeBar>}
        {query.error && <NoticeBar tone="warn">{query.error.message}</NoticeBar>}
        {isRunning(job) && (
          <Progress part={job.total > 0 ? job.done / job.total : 0} words={copy.progress(job.done, job.total)} />
        )}
        <Counts job={job} />
        {job.file && <Download file={job.file} />}
        {isRunning(job) && <Cancel job={job} />}
        <Real job={job} />
      </Card>
      {job.kind === 'import' && job.state === 'done' && job.refused === 0 && (
        <NoticeBar tone={job.total > 0 ? 'note' : 'warn'}>{job.total > 0 ? copy.clean : copy.blank}</NoticeBar>
      )}
      {query.data.problems.rows.length > 0 && (
        <Card title={copy.problems}>
          <Problems jobId={jobId} page={query.data.problems} />
          <View className="field__hint">{copy.again}</View>
        </Card>
      )}
    </>
  )
}

/** How the rows ended; a job that moves nothing row by row shows only how many. */
function Counts({ job }: { job: JobView }) {
  if (job.kind === 'export' || job.kind === 'journal')
    return job.total > 0 ? <Cell label={copy.kinds[job.kind]} value={copy.progress(job.done, job.total)} /> : null
  return (
    <>
      {(Object.keys(copy.counts) as (keyof typeof copy.counts)[]).map((name) => (
        <Cell key={name} label={copy.counts[name]} value={String(job[name])} />
      ))}
    </>
  )
}

function Download({ file }: { file: NonNullable<JobView['file']> }) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const open = async () => {
    setBusy(true)
    setProblem(undefined)
    await openDocument(file).catch((thrown) => setProblem(asCallError(thrown).message))
    setBusy(false)
  }
  return (
    <>
      {problem && <NoticeBar tone="error">{problem}</NoticeBar>}
      <Button id="job-download" kind="main" busy={busy} onTap={() => void open()}>
        {copy.download}
      </Button>
    </>
  )
}
