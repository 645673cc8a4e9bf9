/** Jobs in tests: files in and out as a client moves them, and runs as the clock starts them. */
import type { JobView } from '#types/job'
import type { DemoCloud } from '../support/demo'

const minute = 60_000

/** Far more than any job here takes: a job that never ends fails its test. */
const mostRuns = 2000

/** Lets a job run to its end, a minute at a time when it waits, and answers how it ended. */
export async function ended(demo: DemoCloud, owner: string, jobId: string): Promise<JobView> {
  for (let run = 0; run < mostRuns; run += 1) {
    const { job } = await demo.ok(owner, 'job.get', { jobId })
    if (job.state === 'running') continue
    if (job.state !== 'waiting') return job
    demo.advance(minute)
    await demo.call('job', { kind: 'run', jobId }, { source: 'scf' })
  }
  throw new Error('the job never ended')
}

/** Uploads bytes as the H5 client does. @param name its name, new for each file */
export async function upload(demo: DemoCloud, persona: string, name: string, bytes: Buffer): Promise<string> {
  const post = (path: string, body: string | Buffer, token = '') =>
    fetch(`${demo.url}${path}`, {
      method: 'POST',
      body: body as never,
      headers: { authorization: `Bearer ${token}` },
    })
  const { token } = await (await post('/login', JSON.stringify({ persona }))).json()
  const { fileID } = await (await post(`/files?cloudPath=u/${name}`, bytes, token)).json()
  return fileID
}

/** The bytes behind a link. */
export async function downloaded(url: string): Promise<Buffer> {
  return Buffer.from(await (await fetch(url)).arrayBuffer())
}
