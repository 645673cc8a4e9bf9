/** The books through the real SDK: an account that does not exist yet, many at once, a cause that comes again. */
import type { AccountRecord, EntryRecord } from '../../cloudfunctions/domain/ledger'
import type { Db } from '../../cloudfunctions/kernel/db'
import type { Timing } from '../../cloudfunctions/kernel/transact'
import { type KernelCloud, startKernelCloud } from '../support/kernel-cloud'

/** Tries without end: what is held here is that all arrive, not how long a loaded machine takes. */
const patient: Timing = {
  now: () => 0,
  random: Math.random,
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
}

let cloud: KernelCloud
let ledger: typeof import('../../cloudfunctions/domain/ledger')

beforeAll(async () => {
  cloud = await startKernelCloud()
  ledger = await import('../../cloudfunctions/domain/ledger')
})
afterAll(() => cloud.close())

const year = { year: '2026', ends: '2026-12-31' }
const holderOf = (id: string) => ({
  owner: { kind: 'household' as const, id },
  name: '一户',
  areas: ['411521', '411521105', '411521105204'],
})

/** Awards once by cause, as every noun does: looks for the entry, then writes both. */
const awardTo = (db: Db, household: string, points: number, cause: string) =>
  db.transact(async (tx) => {
    const [account, known] = await Promise.all([
      ledger.readAccount(tx, 'goods', holderOf(household)),
      ledger.readEntry(tx, cause),
    ])
    if (known) return 'exists'
    const draft = { cause, at: new Date('2026-11-26T02:00:00Z'), words: { what: '打扫门前' } }
    await ledger.record(tx, ledger.award(account, points, year, draft))
    return 'created'
  })

const accountOf = (household: string) => cloud.db.get<AccountRecord>('accounts', `goods:household:${household}`)
const entriesOf = (household: string) =>
  cloud.db.find<EntryRecord>('entries', { where: { accountIds: `goods:household:${household}` }, limit: 100 })

test('twenty awards at once to an account that does not exist yet all arrive, each once', async () => {
  const causes = Array.from({ length: 20 }, (_, n) => `many-${n}`)
  const db = cloud.dbWith(patient)
  await Promise.all(causes.map((cause) => awardTo(db, 'many', 3, cause)))
  expect(await accountOf('many')).toMatchObject({ balance: 60, version: 20 })
  const entries = await entriesOf('many')
  expect(entries.map(({ cause }) => cause).sort()).toEqual([...causes].sort())
  const versions = entries.map(({ postings }) => postings[0]!.version!).sort((a, b) => a - b)
  expect(versions).toEqual(causes.map((_, n) => n + 1))
})

test('a cause that comes again, also at the same moment, charges nothing', async () => {
  const db = cloud.dbWith(patient)
  const answers = await Promise.all(Array.from({ length: 8 }, () => awardTo(db, 'again', 5, 'one-cause')))
  expect(answers.filter((answer) => answer === 'created')).toHaveLength(1)
  expect(await awardTo(cloud.db, 'again', 5, 'one-cause')).toBe('exists')
  expect(await accountOf('again')).toMatchObject({ balance: 5, version: 1 })
})

test('a transaction that fails leaves neither account nor entry', async () => {
  const failing = cloud.db.transact(async (tx) => {
    const account = await ledger.readAccount(tx, 'goods', holderOf('failing'))
    const draft = { cause: 'failing', at: new Date(), words: { what: '打扫门前' } }
    await ledger.record(tx, ledger.award(account, 5, year, draft))
    throw new Error('the function died')
  })
  await expect(failing).rejects.toThrow('the function died')
  expect(await accountOf('failing')).toBeNull()
  expect(await entriesOf('failing')).toEqual([])
})
