import type { Db } from '../../cloudfunctions/kernel/db'
import { type Migration, migrate } from '../../cloudfunctions/kernel/migrate'
import { type KernelCloud, startKernelCloud } from '../support/kernel-cloud'

describe('migrations over the real SDK', () => {
  let cloud: KernelCloud
  beforeAll(async () => {
    cloud = await startKernelCloud()
    await cloud.db.insertAll(
      'places',
      [1, 2, 3, 4, 5].map((n) => ({ _id: `p${n}`, old: n })),
    )
  })
  afterAll(() => cloud.close())

  const now = () => new Date('2026-07-22T02:00:00Z')
  const ran: string[] = []
  /** Renames `old` to `new`, two places a step. */
  const rename: Migration = {
    id: '0001-rename',
    async step(db: Db, cursor) {
      ran.push(`rename ${cursor ?? ''}`)
      const where = cursor ? { _id: db.command.gt(cursor) } : {}
      const rows = await db.find<{ _id: string; old: number }>('places', { where, sort: [['_id', 'asc']], limit: 2 })
      for (const { _id, old } of rows) await db.update('places', _id, {}, { new: old, old: db.command.remove() })
      return rows.length < 2 ? null : rows[1]!._id
    },
  }
  const second: Migration = {
    id: '0002-second',
    async step() {
      ran.push('second')
      return null
    },
  }

  test('runs in order, resumes where it stopped, and runs nothing twice', async () => {
    expect(await migrate(cloud.db, [second, rename], { now, steps: 2 })).toEqual({ left: 2 })
    expect(await migrate(cloud.db, [second, rename], { now, steps: 9 })).toEqual({ left: 0 })
    expect(await migrate(cloud.db, [second, rename], { now, steps: 9 })).toEqual({ left: 0 })
    expect(ran).toEqual(['rename ', 'rename p2', 'rename p4', 'second'])
    expect(await cloud.db.find('places', { where: {}, sort: [['_id', 'asc']], limit: 9 })).toEqual(
      [1, 2, 3, 4, 5].map((n) => ({ _id: `p${n}`, new: n })),
    )
  })

  test('a number used twice is refused before anything runs', async () => {
    const twin = { ...second, id: '0001-twin' }
    await expect(migrate(cloud.db, [rename, twin], { now, steps: 1 })).rejects.toThrow('used twice')
  })

  test('what another run has moved on meanwhile stops this one', async () => {
    const raced: Migration = {
      id: '0003-raced',
      async step(db) {
        await db.update('migrations', '0003-raced', {}, { cursor: 'elsewhere' })
        return 'here'
      },
    }
    await expect(migrate(cloud.db, [raced], { now, steps: 1 })).rejects.toThrow('another run')
  })
})
