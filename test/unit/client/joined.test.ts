import { joined } from '@/components/joined'

test('no fact is cut at a space of its own, no dot begins a line, and what is missing leaves no dot behind', () => {
  expect(joined(['楠杆镇 · 田堰村', false, '近 90 天未接单', undefined, ''])).toBe(
    '楠杆镇\u00a0· 田堰村\u00a0· 近\u00a090\u00a0天未接单',
  )
  expect(joined([])).toBe('')
})
