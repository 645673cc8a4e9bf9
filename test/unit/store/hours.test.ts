import { claimEnds, codeDies, isOpen } from '../../../cloudfunctions/domain/store/hours'

const store = { opens: '08:00', closes: '18:00', weekdays: [1, 2, 3, 4, 5] }
/** An instant in Shanghai. */
const at = (time: string) => new Date(`${time}:00+08:00`)

test.each([
  ['2026-11-26T07:59', false],
  ['2026-11-26T08:00', true],
  ['2026-11-26T17:59', true],
  ['2026-11-26T18:00', false],
  // a Saturday
  ['2026-11-28T10:00', false],
])('at %s it is open: %p', (time, open) => {
  expect(isOpen(store, at(time))).toBe(open)
})

test('a code lives half an hour', () => {
  expect(codeDies(at('2026-11-26T09:00'))).toEqual(at('2026-11-26T09:30'))
})

test('what was verified waits until closing time and a day; verified after closing, a day', () => {
  expect(claimEnds(store, at('2026-11-26T09:00'))).toEqual(at('2026-11-27T18:00'))
  expect(claimEnds(store, at('2026-11-26T19:30'))).toEqual(at('2026-11-27T19:30'))
})
