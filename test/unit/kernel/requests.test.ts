import { v4, v7 } from 'uuid'
import {
  checkAge,
  instantOf,
  type KnownRequest,
  mostRequests,
  recall,
  remember,
} from '../../../cloudfunctions/kernel/requests'

const now = new Date('2026-07-22T10:00:00Z')
const day = 24 * 3_600_000
const earlier = (ms: number) => new Date(now.getTime() - ms)
const known = (requestId: string, at = now): KnownRequest => ({
  ...{ requestId, personId: 'p', inputHash: 'h', at, answer: { n: 1 } },
})

describe('replay memory', () => {
  test('an unknown request is new', () => {
    expect(recall([known('a')], { requestId: 'b', personId: 'p', inputHash: 'h' })).toEqual({ kind: 'new' })
  })

  test('the same request gets the same answer', () => {
    expect(recall([known('a')], known('a'))).toEqual({ kind: 'repeat', answer: { n: 1 } })
  })

  test.each([{ personId: 'q' }, { inputHash: 'other' }])('the same id with another %o is refused', (other) => {
    expect(() => recall([known('a')], { ...known('a'), ...other })).toThrow('REQUEST_REUSED')
  })

  test('seven days are remembered', () => {
    const memory = [known('old', earlier(7 * day)), known('young', earlier(7 * day - 1))]
    expect(remember(memory, known('new'), now).map(({ requestId }) => requestId)).toEqual(['young', 'new'])
  })

  test('the memory is bounded, the oldest go first', () => {
    const memory = Array.from({ length: mostRequests }, (_, n) => known(String(n)))
    const after = remember(memory, known('new'), now)
    expect(after).toHaveLength(mostRequests)
    expect(after[0]!.requestId).toBe('1')
    expect(after.at(-1)!.requestId).toBe('new')
  })
})

describe('age of a request', () => {
  const made = (at: Date) => v7({ msecs: at.getTime() })

  test('a UUIDv7 tells when it was made', () => {
    expect(instantOf(made(now))).toEqual(now)
    expect(instantOf(v4())).toBeNull()
  })

  test('fresh, up to seven days old, or up to a day ahead is taken', () => {
    for (const at of [now, earlier(7 * day), earlier(-day)]) expect(() => checkAge(made(at), now)).not.toThrow()
  })

  test('older than its memory, too far ahead, or another version is refused', () => {
    expect(() => checkAge(made(earlier(7 * day + 1)), now)).toThrow('REQUEST_EXPIRED')
    expect(() => checkAge(made(earlier(-day - 1)), now)).toThrow('BAD_INPUT')
    expect(() => checkAge(v4(), now)).toThrow('BAD_INPUT')
  })
})
