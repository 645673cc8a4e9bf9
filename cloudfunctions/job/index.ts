/** Bulk work: one job up to the time budget, or an empty sheet. Only our own functions may call it. */
import * as v from 'valibot'
import { Id } from '#types/common'
import { JobTemplateInput } from '#types/job'
import { makeTemplate, runJob } from '../domain/job/work'
import { serveInternal } from '../kernel/serve'

/** Below the function's time-out of 60 s by more than a slice takes. */
const budgetMs = 45_000

const Order = v.variant('kind', [
  v.object({ kind: v.literal('run'), jobId: Id }),
  v.object({ kind: v.literal('template'), ...JobTemplateInput.entries }),
])

export const main = serveInternal(
  async (event: unknown, kernel) => {
    const order = v.parse(Order, event)
    if (order.kind === 'template') return makeTemplate(kernel.platform, order.roster)
    return { state: await runJob(kernel, order.jobId, budgetMs) }
  },
  { allow: ['scf'] },
)
