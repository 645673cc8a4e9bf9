/** docs/backup-and-restore.md tried: a stopped local cloud's folder is copied, and everything is there in the copy. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startTestCloud } from '../support/cloud'

const openid = 'o-backup'
let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sandan-backup-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const read = (cloud: Awaited<ReturnType<typeof startTestCloud>>, collection: string) =>
  cloud.database.read(collection, { limit: 10, skip: 0, filter: {} as never })

test('a copy of the folder is a whole cloud, and later changes to the original stay out of it', async () => {
  const [original, copy] = [path.join(folder, 'original'), path.join(folder, 'copy')]
  const first = await startTestCloud({ data: original })
  const notice = { _id: 'n1', title: '停水通知', at: new Date('2026-11-20T02:00:00Z'), readers: [1, 2] }
  await first.database.bulkInsert('notices', [notice])
  await first.close()
  cpSync(original, copy, { recursive: true })

  const again = await startTestCloud({ data: original })
  await again.database.bulkInsert('notices', [{ _id: 'n2', title: '来水了' }])
  await again.close()

  const restored = await startTestCloud({ data: copy })
  expect(read(restored, 'notices')).toEqual([notice])
  const answer = await restored.as(openid).call<{ standing: string }>('person.me')
  expect(answer).toMatchObject({ ok: true, data: { standing: 'visitor' } })
  await restored.close()
})
