import {
  type ActivityParty,
  type ActivityState,
  activityAllows,
  activityConditions,
  activityLoop,
  activityRuleOf,
  activityStates,
  allowedActivityEvents,
} from '#types/activity-loop'
import type { PostSnapshot, Session } from '#types/roles'
import { belongs, demand, partiesOf } from '../../../cloudfunctions/domain/activity/parties'
import { activity, codeOf, endsAt, minutesIn, startsAt } from './sample'

const parties: ActivityParty[] = [
  ...(['organizer', 'eligible', 'placed', 'waiting', 'present', 'attended', 'participant', 'clock'] as const),
]
const events = Object.keys(activityLoop) as (keyof typeof activityLoop)[]
const states = Object.keys(activityStates) as ActivityState[]
const instants = [-60 * 25, -60, -20, 0, 60, 149, 150, 200, 300].map(minutesIn)

describe('the table of activities', () => {
  test('every cell of state × event × party × time: only what a row says', () => {
    for (const event of events) {
      const { from, by, when } = activityRuleOf(event)
      for (const state of states) {
        for (const party of parties) {
          for (const now of instants) {
            const allowed = activityAllows(event, { state, startsAt, endsAt }, party, now)
            const told =
              from.includes(state) &&
              by.includes(party) &&
              (!when || activityConditions[when]({ startsAt, endsAt }, now))
            expect(allowed).toBe(told)
          }
        }
      }
    }
  })

  test('what is over has no way on, and a finished one only its late entries and the consent taken back', () => {
    expect(allowedActivityEvents(activity({ state: 'cancelled' }), parties, minutesIn(300))).toEqual([])
    expect(allowedActivityEvents(activity({ state: 'finished' }), parties, minutesIn(300))).toEqual([
      'fillIn',
      'withdrawConsent',
    ])
  })

  test('a resident sees signing up, then signing off, then checking in and out', () => {
    const may = (party: ActivityParty, minutes: number, state: ActivityState) =>
      allowedActivityEvents(activity({ state }), [party], minutesIn(minutes))
    expect(may('eligible', -600, 'open')).toEqual(['signUp'])
    expect(may('placed', -600, 'open')).toEqual(['signOff'])
    expect(may('placed', -20, 'open')).toEqual(['signOff', 'checkIn'])
    expect(may('placed', 5, 'running')).toEqual(['checkIn'])
    expect(may('present', 60, 'running')).toEqual(['checkOut'])
    expect(may('present', 209, 'running')).toEqual(['checkOut'])
    expect(may('present', 210, 'running')).toEqual([])
  })
})

const session = (changed: Partial<Session> = {}): Session => ({
  ...{ standing: 'confirmed', personId: 'p1', identities: ['p1'], name: '田小满' },
  ...{ areas: ['411521', '411521105', '411521105204', '4115211052040101'], posts: [] },
  ...changed,
})
const post = (role: PostSnapshot['role'], areas: string[]): PostSnapshot => ({
  ...{ postId: role, role, areaId: areas.at(-1)!, areas, from: '2026-01-01' },
})

describe('what somebody is to an activity', () => {
  const village = ['411521', '411521105', '411521105204']

  test('it is for those who live or work there; a party day for party members among them', () => {
    const strange = session({ areas: ['411521', '411521208', '411521208208'] })
    expect(partiesOf(activity(), session(), null)).toEqual(['eligible'])
    expect(partiesOf(activity(), strange, null)).toEqual([])
    expect(partiesOf(activity(), session({ standing: 'pending' }), null)).toEqual([])
    const party = activity({ audience: 'partyMembers' })
    expect(partiesOf(party, session(), null)).toEqual([])
    expect(partiesOf(party, session({ posts: [post('partyMember', [...village, '4115211052040101'])] }), null)).toEqual(
      ['eligible'],
    )
    // a member of another village who serves in this one
    const serving = session({ areas: strange.areas, posts: [post('partyMember', village)] })
    expect(partiesOf(party, serving, null)).toEqual(['eligible'])
    expect(belongs(party, serving)).toBe(true)
  })

  test('its organizer holds the post over it, not below it', () => {
    expect(partiesOf(activity(), session({ posts: [post('villageSecretary', village)] }), null)).toContain('organizer')
    const below = session({ posts: [post('gridLeader', [...village, '4115211052040101'])] })
    expect(partiesOf(activity(), below, null)).not.toContain('organizer')
  })

  test('a refusal says why', () => {
    const now = minutesIn(-20)
    const refusal = (event: keyof typeof activityLoop, changed = {}, is: ActivityParty[] = []) =>
      codeOf(() => demand(event, activity(changed), is, now))
    expect(refusal('signUp')).toBe('NOT_FOR_YOU')
    expect(refusal('signUp', {}, ['placed'])).toBe('ALREADY_DONE')
    expect(refusal('checkIn')).toBe('NOT_SIGNED_UP')
    expect(refusal('checkIn', {}, ['present'])).toBe('ALREADY_DONE')
    expect(refusal('checkOut', {}, ['present'])).toBe('CHECK_IN_CLOSED')
    expect(refusal('signOff', {}, ['eligible'])).toBe('NOT_SIGNED_UP')
    expect(refusal('signUp', { state: 'cancelled' }, ['eligible'])).toBe('EVENT_NOT_ALLOWED')
    expect(refusal('signUp', {}, ['eligible'])).toBe('ok')
  })
})
