/**
 * `npm run audit-ledger`: reads the whole books of a local store and says whether they add up; fails when they don't.
 * Options: --data DIR (.sandan), the data folder of a local cloud that isn't running, or a copy of it; --journal FILE writes
 * the books as a journal for hledger.
 */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { collections, indexes } from '../cloudfunctions/indexes'
import { createDatabase } from '../local/wire/database'
import { type Audit, auditBooks, writeJournal } from './ledger/books'

/** Findings that are printed; the rest is counted. */
const mostPrinted = 100

function said({ villages, accounts, entries, sum, held, findings }: Audit): string[] {
  const figures: [what: string, figure: number][] = [
    ['村 villages', villages],
    ['账户 accounts', accounts],
    ['分录 entries', entries],
    ['分录合计 sum of all postings', sum],
    ['预订未领 set aside', Object.values(held).reduce((all, points) => all + points, 0)],
    ['不符 findings', findings.length],
  ]
  return [
    ...figures.map(([what, figure]) => `${String(figure).padStart(10)}  ${what}`),
    ...findings.slice(0, mostPrinted).map(({ subject, problem }) => `  ✗ ${subject}：${problem}`),
    ...(findings.length > mostPrinted ? [`  … ${findings.length - mostPrinted} more`] : []),
  ]
}

function audit(): void {
  const { values } = parseArgs({
    options: { data: { type: 'string', default: '.sandan' }, journal: { type: 'string' } },
  })
  const directory = path.join(values.data, 'store')
  if (!existsSync(directory)) throw new Error(`没有数据 no data: ${directory}`)
  const database = createDatabase({
    ...{ directory, indexes, collections: [...collections], unindexed: 'warn' },
    ...{ now: () => new Date(), warn: console.warn },
  })
  try {
    const found = auditBooks(database)
    console.log(said(found).join('\n'))
    if (values.journal) {
      const entries = writeJournal(database, values.journal, '三单通积分账')
      console.log(`${String(entries).padStart(10)}  → ${values.journal}`)
    }
    process.exitCode = found.findings.length > 0 || found.sum !== 0 ? 1 : 0
  } finally {
    database.close()
  }
}

try {
  audit()
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
