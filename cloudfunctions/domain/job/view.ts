/** Jobs as screens show them. */
import type { JobView } from '#types/job'
import type { Call } from '../../kernel/action'
import type { JobRecord } from './record'

/** With links to exported files, asked for in one request. */
export async function viewJobs({ platform }: Pick<Call, 'platform'>, jobs: readonly JobRecord[]): Promise<JobView[]> {
  const files = jobs.flatMap(({ resultFileId }) => resultFileId ?? [])
  const links: Record<string, string> = files.length > 0 ? await platform.links(files) : {}
  return jobs.map(({ _id, kind, roster, dryRun, state, problem, at, resultFileId = '', resultName = '', ...job }) => {
    const { total, done, created, changed, unchanged, refused } = job
    const url = links[resultFileId]
    return {
      ...{ id: _id, kind, dryRun, state, total, done, created, changed, unchanged, refused },
      ...(roster ? { roster } : {}),
      ...(problem ? { problem } : {}),
      startedAt: at.toISOString(),
      ...(url ? { file: { url, fileName: resultName } } : {}),
    }
  })
}
