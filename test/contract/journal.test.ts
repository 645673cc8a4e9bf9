/** The exported journal against another program: hledger must read it and come to the same balance for every account. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { journalAccount } from '../../cloudfunctions/domain/ledger/journal'
import { collections, indexes } from '../../cloudfunctions/indexes'
import { createDatabase, type Database } from '../../local/wire/database'
import { type Books, fresh, history, run, start } from '../unit/ledger/history'

const households = 60
const villages = ['411521105204', '411521208208', '411521']

/** The books of invented households in three villages, after histories that a fixed seed draws. */
function invented(): Books[] {
  const stories = fc.sample(history, { seed: 20261126, numRuns: households })
  const expiries = ['yearEnd', 'carryOver', 'threeYears'] as const
  return stories
    .map((story, n) => {
      const village = villages[n % villages.length]!
      return run(story, expiries[n % expiries.length]!, { ...start, account: { ...fresh(`h${n}`), village } })
    })
    .filter(({ account }) => account.version > 0)
}

const books = invented()
const entries = books.flatMap((one) => one.entries)

let folder: string
let audited: ReturnType<typeof audit>
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'sandan-journal-'))
  audited = audit('--data', await dataWith('good', fillBooks), '--journal', journal())
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A data folder as a local cloud leaves it. */
async function dataWith(name: string, fill: (database: Database) => Promise<void>): Promise<string> {
  const data = path.join(folder, name)
  const database = createDatabase({
    ...{ directory: path.join(data, 'store'), indexes, collections: [...collections], unindexed: 'refuse' },
    ...{ now: () => new Date(), warn: console.warn },
  })
  await fill(database)
  database.close()
  return data
}

const fillBooks = async (database: Database) => {
  await database.bulkInsert(
    'accounts',
    books.map(({ account }) => account),
  )
  await database.bulkInsert('entries', entries)
}

function audit(...options: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync('node', ['--import', 'tsx', 'scripts/audit-ledger.ts', ...options])
  return { status, said: `${stdout}${stderr}` }
}

/** Every account of the books with its balance, system accounts too, as the journal calls them. */
function balances(): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const { account, amount } of entries.flatMap(({ postings }) => postings)) {
    const name = journalAccount(account)
    sums[name] = (sums[name] ?? 0) + amount
  }
  for (const { account } of books) expect(sums[journalAccount(account._id)]).toBe(account.balance)
  return sums
}

const journal = () => path.join(folder, 'books.journal')

test('the audit of books that balance says so, and writes them as a journal', () => {
  const { status, said } = audited
  expect(said).toMatch(new RegExp(`${books.length}  账户[^]*${entries.length}  分录[^]* 0  分录合计[^]* 0  不符`))
  expect(status).toBe(0)
  expect(readFileSync(journal(), 'utf8').match(/^\d{4}-/gm)).toHaveLength(entries.length)
})

test('the audit of books that don’t balance names what is wrong, and fails', async () => {
  const [one] = books as [Books]
  const data = await dataWith('bad', async (database) => {
    await fillBooks(database)
    const {
      entries: [first],
    } = one
    const odd = { ...first!, _id: 'planted', cause: 'planted', postings: [{ account: 'issued:goods:1', amount: 3 }] }
    await database.bulkInsert('entries', [odd])
  })
  const { status, said } = audit('--data', data)
  expect(said).toContain('planted：分录合计不为零，差 3 分')
  expect(status).toBe(1)
})

test('a folder without data is refused', () => {
  expect(audit('--data', path.join(folder, 'nowhere'))).toMatchObject({
    status: 1,
    said: expect.stringContaining('no data'),
  })
})

const hledger = (...options: string[]) =>
  spawnSync('hledger', options, { encoding: 'utf8', env: { ...process.env, LANG: 'C.UTF-8' } })
const missing = hledger('--version').status === 0 ? '' : 'hledger isn’t on PATH (Debian: apt-get install hledger)'
if (missing) console.warn(`skipped: ${missing}`)
const withHledger = missing ? test.skip : test

withHledger(
  `hledger reads the journal, finds every asserted balance true and the same in every account ${missing}`,
  () => {
    const { status, stderr } = hledger('-f', journal(), 'check', 'commodities')
    expect(stderr).toBe('')
    expect(status).toBe(0)
    const { stdout } = hledger('-f', journal(), 'balance', '--flat', '--empty', '--no-total', '--output-format', 'csv')
    const rows = stdout
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.replaceAll('"', '').split(','))
    const read = Object.fromEntries(rows.map(([account, balance]) => [account!, Number.parseInt(balance!, 10)]))
    expect(read).toEqual(balances())
  },
)
