import type { ActivityRecord, SignUpRecord } from '../../../cloudfunctions/domain/activity/record'
import type { CaseRecord, Step } from '../../../cloudfunctions/domain/case/record'
import { never } from '../../../cloudfunctions/domain/case/record'
import { award, hold, openAccount, take } from '../../../cloudfunctions/domain/ledger'
import type { EntryRecord } from '../../../cloudfunctions/domain/ledger/record'
import type { MessageRecord } from '../../../cloudfunctions/domain/message/record'
import type { GoodsRecord, RedemptionRecord, StockMoveRecord } from '../../../cloudfunctions/domain/store/record'
import { publishedOnce, recorded, remembered, seated } from './activities'
import { balanced, proven } from './books'
import { countedOnce, drained, recount, toldOnce } from './effects'
import { attended, filed, retold, stepsOf, supported } from './orders'
import { rebuild } from './rebuild'
import { held, redeemed, reservedOnce, shelved } from './store'

const at = (minutes: number) => new Date(Date.parse('2026-11-30T02:00:00Z') + minutes * 60_000)

/** A case from submission to the filer's confirmation, as it must be stored. */
function closedCase(): CaseRecord {
  const events = [
    ['submit', 'filer', undefined, 'collected'],
    ['assess', 'worker', 'collected', 'assessed'],
    ['dispatch', 'worker', 'assessed', 'dispatched'],
    ['accept', 'member', 'dispatched', 'handling'],
    ['complete', 'member', 'handling', 'resolved'],
    ['confirm', 'filer', 'resolved', 'closed'],
  ] as const
  const steps = events.map(([event, personId, from, to], n): Step => {
    const words: Record<string, string> = event === 'confirm' ? { rating: '满意' } : {}
    const actor = { personId, name: personId, title: '' }
    return { seq: n + 1, event, at: at(n), actor, words, media: [], ...(from ? { from } : {}), to }
  })
  return {
    ...{
      _id: 'c1',
      number: 'LS-1',
      filerId: 'filer',
      ownerId: 'worker',
      handlerId: 'member',
      firstHandlerId: 'member',
    },
    ...{ state: 'closed', open: false, level: 'grid', passed: ['grid'], handedUp: 0, reopened: 0, appealed: false },
    ...{
      areas: ['411521', '411521105', '411521105204', '4115211052040001'],
      breached: false,
      breaches: 0,
      supporters: 0,
    },
    ...{ rating: 'satisfied', closedAt: at(5), updatedAt: at(5), seq: 6, steps, orders: [], outbox: [] },
    ...{ clock: null, nextDue: never, offeredTo: null, poolArea: null },
  } as unknown as CaseRecord
}
const told = (record: CaseRecord) => ({ record, told: rebuild(record, record.steps).told })

describe('a case', () => {
  test('that its steps rebuild is well', () => {
    expect(retold(closedCase(), closedCase().steps)).toEqual([])
    expect(attended(closedCase())).toEqual([])
  })

  test.each<[string, Partial<CaseRecord>, RegExp]>([
    ['another state', { state: 'handling' }, /its state is "handling"/],
    ['another handler', { handlerId: 'somebody' }, /its handlerId/],
    ['a breach that no step tells', { breaches: 1 }, /its breaches/],
    ['a level it never reached', { level: 'village' }, /its level/],
    ['another hour of closing', { closedAt: at(4) }, /its closedAt/],
  ])('with %s is found', (_, change, problem) => {
    expect(retold({ ...closedCase(), ...change }, closedCase().steps).join()).toMatch(problem)
  })

  test('with a step missing, or out of the table, is found', () => {
    const { steps } = closedCase()
    expect(
      retold(
        closedCase(),
        steps.filter(({ seq }) => seq !== 3),
      ).join(),
    ).toMatch(/step 4 stands where 3 belongs/)
    const leapt = steps.map((step) => (step.seq === 3 ? { ...step, event: 'complete' as const } : step))
    expect(retold(closedCase(), leapt).join()).toMatch(/complete out of assessed is not in the table/)
    expect(retold(closedCase(), [])).toEqual(['it has no steps'])
  })

  test('is read with the steps that lie elsewhere, and with those on their way', () => {
    const record = closedCase()
    const [first, second, ...rest] = record.steps
    const outbox = [{ id: 'c1:8:archive', kind: 'archive', seq: 8, tries: 0, step: second }]
    expect(stepsOf({ ...record, steps: rest, outbox }, [{ step: first! }])).toEqual(record.steps)
  })

  test.each<[string, Partial<CaseRecord>, RegExp]>([
    ['nobody', { open: true, state: 'collected', ownerId: undefined, handlerId: undefined }, /nobody has it/],
    ['no clock', { open: true, state: 'collected' }, /without a clock/],
    ['a clock that runs on', { nextDue: at(9) }, /its clock still runs/],
    [
      'an offer to nobody',
      { open: true, state: 'dispatched', clock: { due: at(9) } as never, nextDue: at(9) },
      /nobody/,
    ],
  ])('with %s is found', (_, change, problem) => {
    expect(attended({ ...closedCase(), ...change }).join()).toMatch(problem)
  })

  test('lost, doubled, renamed or out of nowhere is found', () => {
    const [told, record] = [{ id: 'c1', number: 'LS-1', filerId: 'filer' }, closedCase()]
    expect(filed([told], [record])).toEqual([])
    expect(filed([told], []).join()).toMatch(/is lost/)
    expect(filed([], [record]).join()).toMatch(/nobody submitted/)
    expect(filed([told, told], [record]).join()).toMatch(/two submissions/)
    expect(filed([told], [{ ...record, number: 'LS-2' }]).join()).toMatch(/stored as/)
    expect(supported(record, [{}]).join()).toMatch(/0 of 1/)
  })
})

describe('effects', () => {
  const message = (seq: number, personId: string, n = 0) =>
    ({ _id: `c1:${seq}:message:${n}`, caseId: 'c1', personId }) as MessageRecord
  const messages = [2, 3, 4, 5].map((seq) => message(seq, 'filer'))

  test('applied once are well, counters and messages alike', () => {
    expect(toldOnce(told(closedCase()), messages)).toEqual([])
    const totals = recount([told(closedCase())])
    expect(totals.get('area:4115211052040001:2026-11-30')).toEqual({ submitted: 1, closed: 1, satisfied: 1 })
    expect(totals.get('handler:member:2026-11-30')).toEqual({ offered: 1, accepted: 1 })
    const counters = [...totals].map(([_id, sums]) => ({ _id, totals: sums })) as never
    expect(countedOnce(totals, counters)).toEqual([])
  })

  test('applied twice, or never, are found', () => {
    const story = told(closedCase())
    expect(toldOnce(story, [...messages, message(2, 'filer', 1)]).join()).toMatch(/told somebody twice/)
    expect(toldOnce(story, messages.slice(1)).join()).toMatch(/step 2 \(assess\) did not tell the filer/)
    expect(toldOnce(story, [...messages, message(9, 'x')]).join()).toMatch(/no step owes/)
    const totals = recount([story])
    const twice = [...totals].map(([_id, sums]) => ({ _id, totals: { ...sums, accepted: 2 } })) as never
    expect(countedOnce(totals, twice).join()).toMatch(/the steps add up to/)
    expect(countedOnce(totals, []).length).toBe(2)
  })

  test('of an order that nobody took count for whoever it was offered to, also when the case no longer has the order', () => {
    const { steps, ...rest } = closedCase()
    const lapse = { ...steps[3]!, event: 'lapse', from: 'dispatched', to: 'assessed' } as Step
    const lapsed = { ...rest, orders: [], steps: [...steps.slice(0, 3), lapse] } as unknown as CaseRecord
    expect(recount([told(lapsed)]).get('handler:member:2026-11-30')).toBeUndefined()
    const offers = [{ id: 'c1:3', to: 'member' }]
    expect(recount([told(lapsed)], offers).get('handler:member:2026-11-30')).toEqual({ offered: 1, lapsed: 1 })
  })

  test('still owed, or given up, are found', () => {
    expect(drained([{ _id: 'a', outbox: [] }], [])).toEqual([])
    expect(drained([{ _id: 'a', outbox: [{ id: 'a:1:count' }] }], [{ _id: 'b' }])).toHaveLength(2)
  })
})

describe('the books', () => {
  const areas = ['411521', '411521105', '411521105204']
  const opened = openAccount('goods', { owner: { kind: 'household', id: 'h1' }, name: '张某', areas })
  const draft = (cause: string) => ({ cause, at: at(0), words: { what: cause } })
  const earned = award(opened, 50, { year: '2026', ends: null }, draft('claim:1'))
  const set = hold(earned.account, 20, 'store:1', draft('redemption:r1:reserve'))
  const entries = [earned.entry, set.entry]

  test('that balance are well', () => {
    expect(balanced(entries)).toEqual([])
    expect(proven([set.account], entries)).toEqual([])
  })

  test('with an entry lost, doubled, bent or out of order are found', () => {
    const bend = (entry: EntryRecord, by: number): EntryRecord => ({
      ...entry,
      postings: entry.postings.map((posting, n) => (n === 0 ? { ...posting, amount: posting.amount + by } : posting)),
    })
    expect(proven([set.account], [earned.entry]).join()).toMatch(/at version 2 with 1 postings/)
    expect(proven([set.account], [...entries, set.entry]).join()).toMatch(/stands where 3 belongs/)
    expect(balanced([bend(earned.entry, 1)]).join()).toMatch(/sums to 1/)
    expect(balanced([bend(earned.entry, 0.5)]).join()).toMatch(/parts of points/)
    expect(proven([{ ...set.account, balance: 31 }], entries).join()).toMatch(/its postings add up to 30/)
    expect(proven([{ ...set.account, owed: 5 }], entries).join()).toMatch(/owes 5 and has 30/)
    expect(proven([], entries).join()).toMatch(/isn't there/)
    expect(balanced([{ ...set.entry, cause: 'other' }]).join()).toMatch(/not called after its cause/)
    const puts = { ...set.entry, reverses: earned.entry._id }
    expect(balanced([earned.entry, puts, puts]).join()).toMatch(/put right twice/)
  })

  const goods = { _id: 'g1', name: '盐', storeId: 'store:1', stock: 3, reserved: 2 } as GoodsRecord
  const came = { goodsId: 'g1', kind: 'purchase', seq: 1, before: 0, after: 3, quantity: 3 } as StockMoveRecord
  const went = { goodsId: 'g1', kind: 'given', seq: 2, before: 3, after: 1, quantity: -2 } as StockMoveRecord
  const reserved = {
    ...{ _id: 'r1', storeId: 'store:1', state: 'reserved', points: 20, steps: [{ event: 'reserve' }] },
    items: [{ goodsId: 'g1', price: 10, quantity: 2 }],
  } as RedemptionRecord
  const handed = {
    ...reserved,
    state: 'handedOver',
    steps: [...reserved.steps, { event: 'handOver' }],
  } as RedemptionRecord
  const taken = take(set.entry, 'store:1', draft('redemption:r1:handOver'))

  test('of a shelf and its redemptions agree', () => {
    expect(shelved(goods, [came], [reserved])).toEqual([])
    expect(redeemed(reserved, [set.entry], [])).toEqual([])
    expect(redeemed(handed, [set.entry, taken], [went])).toEqual([])
    expect(held(['store:1'], [reserved], entries)).toEqual([])
    expect(held(['store:1'], [handed], [...entries, taken])).toEqual([])
    expect(reservedOnce([{ id: 'r1', points: 20 }], [reserved])).toEqual([])
  })

  test('of what is sold twice, paid twice or lost do not', () => {
    expect(shelved({ ...goods, reserved: 1 }, [came], [reserved]).join()).toMatch(/1 are set aside, 2 are waited for/)
    expect(shelved({ ...goods, stock: 4 }, [came], [reserved]).join()).toMatch(/4 are there, its movements leave 3/)
    expect(redeemed(handed, [set.entry, taken], [went, went]).join()).toMatch(/4 of 2 were given/)
    expect(redeemed(handed, [set.entry, set.entry, taken], [went]).join()).toMatch(/40 were paid/)
    expect(redeemed({ ...handed, state: 'lapsed' }, [set.entry], []).join()).toMatch(/its steps say handedOver/)
    expect(held(['store:1'], [reserved], []).join()).toMatch(/hold:store:1 is undefined, 20 wait/)
    expect(held(['store:1'], [handed], entries).join()).toMatch(/taken:store:1/)
    expect(reservedOnce([{ id: 'r2', points: 1 }], [reserved])).toHaveLength(2)
  })
})

describe('an activity', () => {
  const activity = {
    ...{
      _id: 'a1',
      placed: ['p1'],
      waiting: ['p2'],
      taken: 1,
      queue: 1,
      capacity: 1,
      state: 'open',
      live: true,
      mostHours: 2,
    },
  } as ActivityRecord
  const signUps = [
    { activityId: 'a1', personId: 'p1', status: 'placed', hours: 2, checkedIn: { at: at(0) } },
    { activityId: 'a1', personId: 'p2', status: 'waiting' },
  ] as SignUpRecord[]
  const finished = { ...activity, state: 'finished', live: false } as ActivityRecord

  test('whose places are given once is well', () => {
    expect(seated(activity)).toEqual([])
    expect(recorded(activity, signUps)).toEqual([])
    expect(recorded(finished, signUps)).toEqual([])
    expect(remembered([{ activityId: 'a1', personId: 'p1', event: 'checkIn' }], signUps)).toEqual([])
    expect(publishedOnce([{ id: 'a1' }], [activity])).toEqual([])
  })

  test.each<[string, Partial<ActivityRecord>, RegExp]>([
    ['more people than places', { placed: ['p1', 'p3'], taken: 2 }, /2 have one of 1 places/],
    ['somebody twice', { waiting: ['p1'] }, /two places/],
    ['another count', { taken: 2 }, /counts 2 and 1/],
    ['a free place that nobody got', { capacity: 2 }, /waits beside a free place/],
    ['a list that it should have left', { state: 'ended' }, /it is ended and live/],
  ])('with %s is found', (_, change, problem) => {
    expect(seated({ ...activity, ...change }).join()).toMatch(problem)
  })

  test('whose people, hours or comings are lost is found', () => {
    const without = (field: keyof SignUpRecord) => signUps.map((signUp) => ({ ...signUp, [field]: undefined }))
    expect(recorded(activity, signUps.slice(1)).join()).toMatch(/p1 is placed there and undefined/)
    expect(recorded(finished, without('hours')).join()).toMatch(/p1 has no hours/)
    expect(recorded(finished, without('checkedIn')).join()).toMatch(/without having come/)
    expect(recorded({ ...finished, mostHours: 1 }, signUps).join()).toMatch(/2 of 1 hours/)
    expect(remembered([{ activityId: 'a1', personId: 'p2', event: 'checkOut' }], signUps)).toHaveLength(1)
    expect(publishedOnce([{ id: 'a2' }], [activity])).toHaveLength(2)
  })
})
