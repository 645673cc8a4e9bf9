import fc from 'fast-check'
import { actingOn, inForce, notOver, type PostRecord, snapshotsOf } from '../../../cloudfunctions/domain/post'

const post = (more: Partial<PostRecord> = {}): PostRecord => ({
  ...{ _id: 'p', personId: 'zhang', personName: '张三', personPhone: '13800000000', householdId: 'h1' },
  ...{ role: 'gridWorker', areaId: '411521105204', areas: ['411521', '411521105', '411521105204'], from: '2026-01-01' },
  version: 1,
  ...more,
})
const leave = { from: '2026-05-01', to: '2026-05-07', deputyId: 'li', deputyName: '李四', deputyPhone: '13900000000' }
const date = fc
  .date({ min: new Date('2025-12-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10))

test('a period holds its first and its last day', () => {
  const period = { from: '2026-01-02', to: '2026-01-04' }
  const days = ['2026-01-01', '2026-01-02', '2026-01-04', '2026-01-05']
  expect(days.map((day) => inForce(period, day))).toEqual([false, true, true, false])
  expect(days.map((day) => notOver(period, day))).toEqual([true, true, true, false])
  expect(inForce({ from: '2026-01-02' }, '2099-01-01')).toBe(true)
})

describe('a post on leave', () => {
  test('is exercised by the deputy, with the deputy’s number and household, not the holder’s', () => {
    const acting = actingOn(post({ leave: { ...leave, deputyHouseholdId: 'h2' } }), '2026-05-01')
    expect(acting).toMatchObject({
      personId: 'li',
      personName: '李四',
      personPhone: '13900000000',
      householdId: 'h2',
      deputyOf: 'zhang',
    })
    const { deputyPhone: _, ...unreachable } = leave
    expect(actingOn(post({ leave: unreachable }), '2026-05-01')).not.toHaveProperty('personPhone')
    expect(actingOn(post({ leave: unreachable }), '2026-05-01')).not.toHaveProperty('householdId')
  })

  test('is the holder’s own outside of the leave', () => {
    const record = post({ leave })
    for (const day of ['2026-04-30', '2026-05-08']) expect(actingOn(record, day)).toBe(record)
  })
})

describe('the snapshot of a binding', () => {
  test('lets the deputy act on exactly the days on which the post is in force and its holder away', () => {
    fc.assert(
      fc.property(date, date, date, fc.option(date, { nil: undefined }), date, (from, leaveFrom, leaveTo, to, day) => {
        const record = post({ from, leave: { ...leave, from: leaveFrom, to: leaveTo }, ...(to ? { to } : {}) })
        const acts = snapshotsOf([record], 'li', '2025-12-01').some((snapshot) => inForce(snapshot, day))
        expect(acts).toBe(inForce(record, day) && inForce(record.leave!, day))
      }),
    )
  })

  test('leaves out only what is over: a post to come needs nobody to write on its first day', () => {
    const posts = [
      post({ _id: 'past', to: '2026-01-31' }),
      post({ _id: 'now' }),
      post({ _id: 'next', from: '2027-01-01' }),
    ]
    expect(snapshotsOf(posts, 'zhang', '2026-02-01').map(({ postId }) => postId)).toEqual(['next', 'now'])
    expect(snapshotsOf(posts, 'somebody', '2026-02-01')).toEqual([])
  })

  test('is the same whatever order the posts were read in', () => {
    const posts = ['a', 'b', 'c'].map((_id) => post({ _id, leave }))
    expect(snapshotsOf([...posts].reverse(), 'li', '2026-05-01')).toEqual(snapshotsOf(posts, 'li', '2026-05-01'))
  })
})
