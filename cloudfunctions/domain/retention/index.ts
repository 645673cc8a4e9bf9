/**
 * What is kept no longer than it is needed (个人信息保护法 第十九条): a table of terms, and one step that `clock` takes every
 * minute. Stands above the nouns, like privacy. Deleting repeats without harm, so a step that broke off is simply taken again.
 */
import type { Collection } from '../../indexes'
import type { Command } from '../../kernel/cloud'
import type { Db } from '../../kernel/db'
import type { Platform } from '../../kernel/platform'
import { addHours } from '../../kernel/time'
import { endedStates, forgetJob, type JobRecord } from '../job'
import { expireMedia, type MediaRecord, settledStates } from '../moderation'

/** What forgetting may use. */
interface Tools {
  db: Db
  platform: Platform
  now: Date
}

/** One kind of thing, how long it is kept after its field `at`, and how it goes. */
interface Term {
  what: string
  collection: Collection
  days: number
  /** Of what lies there only this; served by an index that ends with `at`. */
  where(command: Command): object
  // biome-ignore lint/suspicious/noExplicitAny: each row of the table has documents of its own
  forget(tools: Tools, document: any): Promise<unknown>
}

const removed =
  (collection: Collection) =>
  ({ db }: Tools, { _id }: { _id: string }) =>
    db.remove(collection, _id)

/** The terms. A county that must keep something longer changes a number here (docs/security.md). */
export const terms: readonly Term[] = [
  {
    what: '导入导出任务及其文件',
    collection: 'jobs',
    days: 30,
    where: (_) => ({ state: _.in([...endedStates]) }),
    forget: ({ db, platform }, job: JobRecord) => forgetJob(db, platform, job),
  },
  { what: '消息', collection: 'messages', days: 365, where: () => ({}), forget: removed('messages') },
  {
    what: '已了结事项的照片和录音',
    collection: 'media',
    days: 3 * 365,
    where: (_) => ({ state: _.in([...settledStates]) }),
    forget: ({ db, platform, now }, media: MediaRecord) => expireMedia(db, platform, media, now),
  },
  // 个人信息保护法 wants six months at least
  { what: '查看记录', collection: 'audit', days: 3 * 365, where: () => ({}), forget: removed('audit') },
]

/** Documents of each kind in one step. */
const atOnce = 50

/** Forgets what is past its term, the oldest first, at most 50 of each kind. @returns how many documents it took up */
export async function forgetOld(tools: Tools): Promise<number> {
  const { db, now } = tools
  const taken = await Promise.all(
    terms.map(async ({ collection, days, where, forget }) => {
      const past = await db.find<{ _id: string }>(collection, {
        where: { ...where(db.command), at: db.command.lt(addHours(now, -24 * days)) },
        sort: [['at', 'asc']],
        limit: atOnce,
      })
      await Promise.all(past.map((document) => forget(tools, document)))
      return past.length
    }),
  )
  return taken.reduce((sum, count) => sum + count, 0)
}
