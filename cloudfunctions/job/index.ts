/** Bulk work: one job up to the time budget, an empty sheet, or a store's month as a sheet. Only our own functions may call it. */
import * as v from 'valibot'
import { Id } from '#types/common'
import { JobTemplateInput } from '#types/job'
import { StoreMonthGetInput } from '#types/store'
import { storeSheet } from '../domain/job/sheet'
import { makeTemplate, runJob } from '../domain/job/work'
import { monthSheet } from '../domain/store'
import { serveInternal } from '../kernel/serve'

/** Below the function's time-out of 60 s by more than a slice takes. */
const budgetMs = 45_000

const Order = v.variant('kind', [
  v.object({ kind: v.literal('run'), jobId: Id }),
  v.object({ kind: v.literal('template'), ...JobTemplateInput.entries }),
  v.object({ kind: v.literal('storeMonth'), ...StoreMonthGetInput.entries }),
])

export const main = serveInternal(
  async (event: unknown, kernel) => {
    const order = v.parse(Order, event)
    if (order.kind === 'template') return makeTemplate(kernel.platform, order.roster)
    if (order.kind === 'storeMonth') {
      const { storeId, month } = order
      const sheet = await monthSheet(kernel.db, storeId, month, kernel.now())
      return storeSheet(kernel.platform, `exports/months/${storeId.replace(':', '-')}-${month}.xlsx`, sheet)
    }
    return { state: await runJob(kernel, order.jobId, budgetMs) }
  },
  { allow: ['scf'] },
)
