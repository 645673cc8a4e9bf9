import { wayOf } from '../../../src/packages/activity/attendees/hours'
import { isPeriod, periodOf } from '../../../src/packages/activity/certificate/period'
import { secondsLeft, shown } from '../../../src/packages/activity/code/rotation'
import { deedsOf, isCodeOf } from '../../../src/packages/activity/detail/deeds'
import {
  formOf,
  newForm,
  planOf,
  problemsOf,
  publishInputOf,
  timesOf,
} from '../../../src/packages/activity/publish/form'
import { certificateNumberIn } from '../../../src/packages/activity/verify/number'
import type { ActivityDetail, Attendee } from '../../../types/activity'

/** An instant by the clock in Shanghai, in ms. */
const at = (text: string) => new Date(`${text}:00+08:00`).getTime()
const now = at('2026-11-26T10:00')

describe('the buttons of an activity', () => {
  const activity = (events: ActivityDetail['events'], state: ActivityDetail['state'] = 'open') => ({
    events,
    state,
    checkInFrom: '2026-11-26T00:30:00Z',
    checkOutUntil: '2026-11-26T04:00:00Z',
  })
  const during = new Date('2026-11-26T01:00:00Z')
  const before = new Date('2026-11-25T01:00:00Z')

  test('a villager signs up, or checks in when it is time', () => {
    expect(deedsOf(activity(['signUp']), before)).toEqual({ main: 'signUp', others: [] })
    expect(deedsOf(activity(['signOff', 'checkIn']), during)).toEqual({ main: 'checkIn', others: ['signOff'] })
  })

  test('an organizer shows the code while people come and go; before that it is at hand without being the main thing', () => {
    const organizers = activity(['change', 'cancel', 'signUp'])
    expect(deedsOf(organizers, during)).toEqual({ main: 'code', others: ['signUp', 'change', 'cancel', 'attendees'] })
    expect(deedsOf(organizers, before)).toEqual({ main: 'signUp', others: ['code', 'change', 'cancel', 'attendees'] })
  })

  test('once it is over there is the summary and the list, and no code', () => {
    expect(deedsOf(activity(['fillIn', 'finish'], 'ended'), during)).toEqual({ main: 'finish', others: ['attendees'] })
    expect(deedsOf(activity(['fillIn'], 'finished'), during)).toEqual({ main: undefined, others: ['attendees'] })
    expect(deedsOf(activity([], 'finished'), during)).toEqual({ main: undefined, others: [] })
  })

  test.each([
    ['123456', true],
    ['sandan:activity:a1:0123456789abcdef', true],
    ['sandan:activity:a12:0123456789abcdef', false],
    ['12345', false],
    ['https://example.com', false],
  ])('%s scanned at a1 is its code: %s', (text, is) => {
    expect(isCodeOf('a1', text)).toBe(is)
  })
})

describe('the rotating code', () => {
  const code = { code: '123456', qrText: 'sandan:activity:a1:0', until: new Date(now + 20_000).toISOString() }

  test('counts down to the next one, and is worth nothing half a minute after that', () => {
    const first = shown(code, now)
    expect(secondsLeft(first, now)).toBe(20)
    expect(secondsLeft(first, now + 19_500)).toBe(1)
    expect(secondsLeft(first, now + 25_000)).toBe(0)
    expect(first.worthlessAt).toBe(now + 50_000)
  })

  test.each([
    ['an hour ahead', 3_600_000, 5],
    ['an hour behind', -3_600_000, 30],
  ])('a phone whose clock is %s neither asks without end nor shows one too long', (_, off, seconds) => {
    expect(secondsLeft(shown(code, now + off), now + off)).toBe(seconds)
  })
})

describe('the form', () => {
  const filled = { ...newForm(now), title: ' 清理河道 ', text: '带手套', place: '村委会门口' }

  test('begins with tomorrow morning, and says what is missing', () => {
    expect(timesOf(newForm(now))).toEqual({ startsAt: at('2026-11-27T09:00'), endsAt: at('2026-11-27T11:00') })
    expect(Object.keys(problemsOf(newForm(now), now))).toEqual(['title', 'text', 'place'])
    expect(problemsOf(filled, now)).toEqual({})
  })

  test.each([
    [{ date: '2026-11-26', start: '09:00' }, 'when'],
    [{ start: '09:00', end: '09:00' }, 'when'],
    [{ date: undefined }, 'when'],
    [{ capacity: '0' }, 'capacity'],
    [{ capacity: '501' }, 'capacity'],
    [{ capacity: '1.5' }, 'capacity'],
    [{ capacity: '' }, 'capacity'],
    [{ mostHours: '1.3' }, 'mostHours'],
    [{ mostHours: '0' }, 'mostHours'],
    [{ mostHours: '12.5' }, 'mostHours'],
  ])('%j is told beside %s', (fields, problem) => {
    expect(Object.keys(problemsOf({ ...filled, ...fields }, now))).toEqual([problem])
  })

  test('an end before the start is on the next day', () => {
    const night = { ...filled, start: '22:00', end: '01:30' }
    expect(planOf(night)).toMatchObject({ startsAt: '2026-11-27T14:00:00.000Z', endsAt: '2026-11-27T17:30:00.000Z' })
  })

  test('is sent as the contract has it: no audience where the kind fixes it, no radius without a point', () => {
    expect(publishInputOf(filled, '411521105204')).toEqual({
      kind: 'volunteering',
      areaId: '411521105204',
      forgotten: 'untilEnd',
      filledInEarns: false,
      title: '清理河道',
      text: '带手套',
      place: '村委会门口',
      startsAt: '2026-11-27T01:00:00.000Z',
      endsAt: '2026-11-27T03:00:00.000Z',
      capacity: 20,
    })
    const location = { longitude: 114.5, latitude: 32.2, address: '老井' }
    const training = { ...filled, kind: 'training', location, organizationId: 'o1', mostHours: '1.5' } as const
    expect(publishInputOf(training, '411521')).toMatchObject({
      audience: 'residents',
      location: { longitude: 114.5, latitude: 32.2 },
      radius: 200,
      mostHours: 1.5,
    })
    expect(publishInputOf(training, '411521')).not.toHaveProperty('organizationId')
    expect(publishInputOf({ ...filled, organizationId: 'o1' }, '411521')).toHaveProperty('organizationId', 'o1')
  })

  test('of an activity holds its plan, which goes back unchanged', () => {
    const plan = planOf({ ...filled, mostHours: '2' })
    const activity = { ...plan, kind: 'volunteering', audience: 'residents', radius: 200 } as ActivityDetail
    expect(planOf(formOf(activity))).toEqual(plan)
  })
})

describe('hours by hand', () => {
  const attendee: Attendee = { personId: 'p1', name: '王秀英', status: 'placed', photoConsent: true }
  const filledIn = { reason: '手机没带', at: '2026-11-26T04:00:00Z' }
  const there = { checkedInAt: '2026-11-26T01:00:00Z' }

  test.each<[string, Partial<Attendee>, ReturnType<typeof wayOf>]>([
    ['who never checked in', {}, 'fillIn'],
    ['who checked in and not out', there, 'fillIn'],
    ['whose attendance is still to be counted', { ...there, checkedOutAt: '2026-11-26T03:00:00Z' }, undefined],
    ['who waited for a place', { status: 'waiting' }, undefined],
    ['who was recorded with nothing', { hours: 0 }, 'fillIn'],
    ['who has hours', { hours: 2 }, 'correct'],
    ['whose filled-in hours were put right to nothing', { hours: 0, filledIn }, 'correct'],
    ['whose hours are filled in and not yet recorded', { filledIn }, undefined],
  ])('for somebody %s', (_, fields, way) => {
    expect(wayOf({ ...attendee, ...fields }, { events: ['fillIn'] })).toBe(way)
  })

  test('nothing is filled in when it is too early or too late', () => {
    expect(wayOf(attendee, { events: [] })).toBeUndefined()
  })
})

describe('certificates', () => {
  test('a past year is certified whole, this one up to today', () => {
    expect(periodOf('2025', '2026-11-26')).toEqual({ from: '2025-01-01', to: '2025-12-31' })
    expect(periodOf('2026', '2026-11-26')).toEqual({ from: '2026-01-01', to: '2026-11-26' })
    expect(isPeriod({ from: '2026-01-01', to: '2026-11-26' }, '2026-11-26')).toBe(true)
    expect(isPeriod({ from: '2026-01-01', to: '2026-11-27' }, '2026-11-26')).toBe(false)
    expect(isPeriod({ from: '2026-11-26', to: '2026-11-25' }, '2026-11-26')).toBe(false)
  })

  test.each([
    ['ZY-261126-7K3F9QW2HM', 'ZY-261126-7K3F9QW2HM'],
    [' zy-261126-7k3f9qw2hm ', 'ZY-261126-7K3F9QW2HM'],
    ['https://x.cn/#/packages/activity/verify/index?number=ZY-261126-7K3F9QW2HM', 'ZY-261126-7K3F9QW2HM'],
    ['志愿服务记录证明 ZY-261126-7K3F9QW2HM，请在小程序里核对', 'ZY-261126-7K3F9QW2HM'],
    ['ZY-261126-7K3F9QW2H', undefined],
    ['ZY-261126-7K3F9QW2HMM', undefined],
    ['ZY-261126-7K3F9QW2H0', undefined],
    ['', undefined],
  ])('the number in %p is %p', (text, number) => {
    expect(certificateNumberIn(text)).toBe(number)
  })
})
