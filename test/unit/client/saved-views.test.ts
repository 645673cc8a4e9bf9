import { mostSaved, savedAs, withView } from '@/sections/case-list/saved'

const overdue = { name: '超期的', filter: { view: 'overdue' } } as const
const mine = { name: '我的', filter: { view: 'mine', search: '路灯' } } as const

test('a filter is found again by what it shows, whatever the order of its fields', () => {
  expect(savedAs([overdue, mine], { search: '路灯', view: 'mine' })).toBe(mine)
  expect(savedAs([overdue, mine], { view: 'mine' })).toBeUndefined()
})

test('the same name or the same filter is kept once', () => {
  const renamed = { ...overdue, name: '要催的' }
  expect(withView([overdue, mine], renamed)).toEqual([mine, renamed])
  const refilled = { name: '我的', filter: { view: 'area' } } as const
  expect(withView([overdue, mine], refilled)).toEqual([overdue, refilled])
})

test('beyond the most the oldest goes', () => {
  const full = Array.from({ length: mostSaved }, (_, at) => ({
    name: `第${at}`,
    filter: { view: 'mine', search: `${at}` } as const,
  }))
  const kept = withView(full, overdue)
  expect(kept).toHaveLength(mostSaved)
  expect(kept[0]).toBe(full[1])
  expect(kept.at(-1)).toBe(overdue)
})
