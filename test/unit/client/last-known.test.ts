import type { Storage } from '../../../src/platform/storage'
import { createLastKnown, LONGEST_ANSWER, MOST_ANSWERS } from '../../../src/state/last-known'

function memory(space = Number.POSITIVE_INFINITY) {
  const kept = new Map<string, string>()
  const storage: Storage = {
    get: (key) => (kept.has(key) ? JSON.parse(kept.get(key)!) : undefined),
    set: (key, value) => {
      if (kept.size >= space && !kept.has(key)) return false
      kept.set(key, JSON.stringify(value))
      return true
    },
    remove: (key) => void kept.delete(key),
  }
  return { storage, kept }
}

test('an answer comes back with the time it was received', () => {
  const known = createLastKnown(memory().storage)
  known.put('a', { rows: [1] }, 5)
  expect(known.get('a')).toEqual({ data: { rows: [1] }, at: 5 })
  expect(known.get('b')).toBeUndefined()
})

test('the answer that was longest not renewed goes first', () => {
  const { storage, kept } = memory()
  const known = createLastKnown(storage)
  for (let at = 0; at < MOST_ANSWERS; at++) known.put(`k${at}`, at, at)
  known.put('k0', 'again', 99)
  known.put('new', 'x', 100)
  expect(known.get('k1')).toBeUndefined()
  expect(known.get('k0')).toEqual({ data: 'again', at: 99 })
  expect(kept.size).toBe(MOST_ANSWERS + 1)
})

test('an answer that is too long is not kept', () => {
  const known = createLastKnown(memory().storage)
  known.put('a', 'x'.repeat(LONGEST_ANSWER), 1)
  expect(known.get('a')).toBeUndefined()
})

test('when the phone is full the copies give way', () => {
  const { storage, kept } = memory(3)
  const known = createLastKnown(storage)
  known.put('a', 1, 1)
  known.put('b', 2, 2)
  known.put('c', 3, 3)
  expect([...kept.keys()]).toEqual(['known'])
})

test('clearing leaves nothing', () => {
  const { storage, kept } = memory()
  const known = createLastKnown(storage)
  known.put('a', 1, 1)
  known.clear()
  expect(kept.size).toBe(0)
})
