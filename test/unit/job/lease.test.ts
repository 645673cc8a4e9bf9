import { canBeTaken } from '../../../cloudfunctions/domain/job/lease'
import { type JobRecord, newJob } from '../../../cloudfunctions/domain/job/record'

const now = new Date('2026-11-22T02:00:00Z')
const before = new Date(now.getTime() - 1)
const after = new Date(now.getTime() + 1)
const job = (more: Partial<JobRecord>): JobRecord =>
  newJob({
    ...{
      _id: 'j',
      kind: 'import',
      areaId: '411521',
      dryRun: false,
      ownerId: 'a',
      ownerName: '甲',
      at: now,
      requests: [],
    },
    ...more,
  })

test.each<[string, Partial<JobRecord>, boolean]>([
  ['waits', {}, true],
  ['waits for a later instant', { notBefore: after }, false],
  ['waited for an instant that has come', { notBefore: now }, true],
  ['is at work', { state: 'running', leaseUntil: after }, false],
  ['is at work until this very instant', { state: 'running', leaseUntil: now }, false],
  ['was at work when its runner died', { state: 'running', leaseUntil: before }, true],
  ['is done', { state: 'done', leaseUntil: before }, false],
  ['failed', { state: 'failed' }, false],
  ['was cancelled', { state: 'cancelled', leaseUntil: before }, false],
])('a job that %s', (_, more, taken) => {
  expect(canBeTaken(job(more), now)).toBe(taken)
})
