import type { Certificate } from '#types/service'
import type { SignUpRecord } from '../../cloudfunctions/domain/activity'
import { businessDate } from '../../cloudfunctions/kernel/time'
import { type DemoCloud, hours, startDemoCloud } from '../support/demo'

const village = '411521105204'
const team = `organization:${village}:volunteers`
const body = { kind: 'area', id: village } as const
const minutes = (count: number) => count * 60_000

let cloud: DemoCloud
beforeAll(async () => {
  cloud = await startDemoCloud({ workers: 4 })
}, 60_000)
afterAll(() => cloud?.close())

const idOf = (who: string) => cloud.personOf(who)._id
const today = () => businessDate(cloud.now())
const wholeYear = () => ({ recorder: body, from: `${today().slice(0, 4)}-01-01`, to: today() })

/** An activity of two hours that is over; those named checked in at its start. @returns its id */
async function held(
  came: readonly string[],
  { finished = true, ...more }: { finished?: boolean; [field: string]: unknown } = {},
): Promise<string> {
  const start = cloud.now().getTime() + hours(1)
  const { id } = await cloud.ok('secretary-tian', 'activity.publish', {
    ...{ kind: 'volunteering', areaId: village, title: '清扫河道', text: '请带手套', place: '村头' },
    ...{ startsAt: new Date(start).toISOString(), endsAt: new Date(start + hours(2)).toISOString(), capacity: 20 },
    ...more,
  })
  for (const who of came) await cloud.ok(who, 'activity.signUp', { activityId: id, photoConsent: false })
  await cloud.pass(hours(1) + minutes(1))
  for (const who of came) {
    const { qrText } = await cloud.ok('secretary-tian', 'activity.code', { activityId: id })
    await cloud.ok(who, 'activity.checkIn', { activityId: id, code: qrText })
  }
  await cloud.pass(hours(2))
  const { version } = await cloud.ok('secretary-tian', 'activity.get', { activityId: id })
  if (finished) await cloud.ok('secretary-tian', 'activity.finish', { activityId: id, version, summary: '都干完了' })
  await cloud.pass(minutes(1))
  return id
}
const part = (activityId: string, who: string) =>
  cloud.rows<SignUpRecord>('signUps', { activityId, personId: idOf(who) })[0]!
/** What somebody's hours of an activity came to in the books: state and points of each award, in the order of their causes. */
const awards = (activityId: string, who: string) =>
  cloud
    .rows<{ cause?: string; state: string; points: number }>('claims')
    .filter(({ cause = '' }) => cause.startsWith(`activity:${activityId}:${idOf(who)}`))
    .sort((a, b) => (a.cause! < b.cause! ? -1 : 1))
    .map(({ state, points }) => [state, points])

describe('hours filled in afterwards', () => {
  const reason = '手机没电，现场名单有签名'

  test('are marked with their reason, told, and earn nothing unless the preset says so', async () => {
    const quiet = await held(['villager-tian'], { finished: false })
    const earning = await held([], { filledInEarns: true })
    const fill = { personId: idOf('elder-tian'), hours: 1.5, reason }
    expect(await cloud.ok('secretary-tian', 'activity.fillIn', { ...fill, activityId: quiet })).toMatchObject({
      ...{ status: 'added', filledIn: { reason } },
    })
    expect(await cloud.ok('secretary-tian', 'activity.fillIn', { ...fill, activityId: earning })).toMatchObject({
      hours: 1.5,
    })
    const { version } = await cloud.ok('secretary-tian', 'activity.get', { activityId: quiet })
    await cloud.ok('secretary-tian', 'activity.finish', { activityId: quiet, version, summary: '都干完了' })
    await cloud.pass(minutes(1))
    expect(part(quiet, 'elder-tian').hours).toBe(1.5)
    expect(awards(quiet, 'elder-tian')).toEqual([])
    expect(awards(quiet, 'villager-tian')).toEqual([['credited', 4]])
    expect(awards(earning, 'elder-tian')).toEqual([['credited', 3]])
    const messages = cloud.rows<{ text: string }>('messages', { personId: idOf('elder-tian') })
    expect(messages.filter(({ text }) => text.includes('补录了 1.5 小时'))).toHaveLength(2)
    const { rows } = await cloud.ok('elder-tian', 'service.record', {})
    expect(rows.map(({ filledIn }) => filledIn)).toEqual([true, true])
  })

  test('are entered by an organizer of the place for others, once, within the cap, after the end', async () => {
    const activityId = await held(['neighbour-tian'])
    const fill = { activityId, personId: idOf('mediator-tian'), hours: 2, reason }
    for (const who of ['villager-tian', 'member-tian', 'secretary-diao', 'anybody']) {
      expect(await cloud.refused(who, 'activity.fillIn', fill)).toBe('FORBIDDEN')
    }
    expect(await cloud.refused('secretary-tian', 'activity.fillIn', { ...fill, hours: 2.5 })).toBe('BAD_INPUT')
    expect(await cloud.refused('secretary-tian', 'activity.fillIn', { ...fill, hours: -1 })).toBe('BAD_INPUT')
    expect(await cloud.refused('secretary-tian', 'activity.fillIn', { ...fill, hours: 1.25 })).toBe('BAD_INPUT')
    const own = { ...fill, personId: idOf('secretary-tian') }
    expect(await cloud.refused('secretary-tian', 'activity.fillIn', own)).toBe('OWN_HOUSEHOLD')
    const strange = { ...fill, personId: idOf('villager-diao') }
    expect(await cloud.refused('secretary-tian', 'activity.fillIn', strange)).toBe('NOT_FOUND')
    const checked = { ...fill, personId: idOf('neighbour-tian') }
    expect(await cloud.refused('secretary-tian', 'activity.fillIn', checked)).toBe('ALREADY_DONE')
    const id = cloud.freshId()
    const send = () => cloud.by('secretary-tian', 'activity.fillIn', fill, id)
    const answers = [...(await Promise.all([send(), send()])), await send()]
    expect(answers.map((answer) => answer.ok && answer.data.hours)).toEqual([2, 2, 2])
    expect(await cloud.refused('secretary-tian', 'activity.fillIn', fill)).toBe('ALREADY_DONE')
    expect(await cloud.refused('secretary-tian', 'activity.fillIn', { ...fill, hours: 1 }, id)).toBe('REQUEST_REUSED')
  })
})

describe('a correction', () => {
  test('is made by the recorder on the figure shown, keeps the former one, and moves the points', async () => {
    const activityId = await held(['volunteer-tian'])
    const input = { activityId, personId: idOf('volunteer-tian'), from: 2, to: 1, reason: '一小时后就走了' }
    for (const who of ['volunteer-tian', 'secretary-diao', 'auditor']) {
      expect(await cloud.refused(who, 'service.correct', input)).toBe('FORBIDDEN')
    }
    const before = await cloud.ok('volunteer-tian', 'service.record', {})
    const id = cloud.freshId()
    for (let time = 0; time < 2; time++) {
      expect((await cloud.ok('secretary-tian', 'service.correct', input, id)).hours).toBe(1)
    }
    expect(await cloud.refused('secretary-tian', 'service.correct', input)).toBe('CONFLICT')
    const after = await cloud.ok('volunteer-tian', 'service.record', {})
    expect(after.hours).toBe(before.hours - 1)
    expect(after.rows[0]?.corrections).toMatchObject([{ from: 2, to: 1, reason: '一小时后就走了' }])
    await cloud.pass(minutes(1))
    expect(awards(activityId, 'volunteer-tian')).toEqual([
      ['cancelled', 4],
      ['credited', 2],
    ])
    expect(await cloud.refused('secretary-tian', 'service.correct', { ...input, personId: 'nobody' })).toBe('NOT_FOUND')
  })

  test('two at once on one figure: the second sees that it has changed', async () => {
    const activityId = await held(['volunteer-tian'])
    const input = { activityId, personId: idOf('volunteer-tian'), from: 2, reason: '更正' }
    const answers = await Promise.all([
      cloud.refused('secretary-tian', 'service.correct', { ...input, to: 1, reason: '更正一' }),
      cloud.refused('town-nangan', 'service.correct', { ...input, to: 0, reason: '更正二' }),
    ])
    expect(answers.sort()).toEqual(['CONFLICT', 'ok'])
  })
})

test('spending points leaves the hours as they are', async () => {
  await held(['villager-tian'])
  const before = await cloud.ok('villager-tian', 'service.record', {})
  const [cheapest] = cloud
    .rows<{ _id: string; price: number; storeId: string }>('goods', { storeId: `store:${village}` })
    .sort((a, b) => a.price - b.price)
  const { price, storeId } = cheapest!
  const reserved = await cloud.ok('villager-tian', 'redemption.reserve', {
    ...{ goodsId: cheapest!._id, quantity: 1, price },
  })
  await cloud.ok('keeper-tian', 'redemption.handOver', { storeId, code: reserved.code!, deviceId: 'counter-device-1' })
  expect(cloud.rows('redemptions', { state: 'handedOver' })).toHaveLength(1)
  expect(before.hours).toBeGreaterThan(0)
  expect(await cloud.ok('villager-tian', 'service.record', {})).toEqual(before)
})

describe('certificates', () => {
  let certificate: Certificate
  beforeAll(async () => {
    await held(['worker-tian'])
    await held(['worker-tian'], { organizationId: team })
    await held(['worker-tian'], { kind: 'training' })
    certificate = await cloud.ok('worker-tian', 'service.certificate', wholeYear())
  })

  test('say what the rule wants: who, what, how long, when, by whom, from one recorder', async () => {
    const { name, phone } = cloud.personOf('worker-tian')
    expect(certificate).toMatchObject({
      ...{ name, identity: `手机 ${phone!.slice(0, 3)}****${phone!.slice(-4)}`, hours: 2, activities: 1 },
      ...{ organization: '田堰村民委员会', issuer: '田堰村民委员会', issuedOn: today(), demo: true },
      services: [{ title: '清扫河道', hours: 2, filledIn: false }],
    })
    const { recorders, hours: all } = await cloud.ok('worker-tian', 'service.record', {})
    expect(all).toBe(4)
    expect(recorders.map(({ recorder, hours: of }) => [recorder.name, of]).sort()).toEqual([
      ['田堰村志愿服务队', 2],
      ['田堰村民委员会', 2],
    ])
    const other = await cloud.ok('worker-tian', 'service.certificate', {
      ...wholeYear(),
      recorder: { kind: 'organization', id: team },
    })
    expect([other.issuer, other.hours]).toEqual(['田堰村志愿服务队', 2])
  })

  test('are issued once a request, over a year at most, only where there are hours', async () => {
    const id = cloud.freshId()
    const send = () => cloud.by('worker-tian', 'service.certificate', wholeYear(), id)
    const answers = [...(await Promise.all([send(), send()])), await send()]
    expect(new Set(answers.map((answer) => answer.ok && answer.data.number)).size).toBe(1)
    const refusal = (who: string, changed: object, request?: string) =>
      cloud.refused(who, 'service.certificate', { ...wholeYear(), ...changed }, request)
    expect(await refusal('worker-tian', { to: `${today().slice(0, 4)}-01-02` }, id)).toBe('REQUEST_REUSED')
    expect(await refusal('worker-tian', { from: '2020-01-01' })).toBe('BAD_INPUT')
    expect(await refusal('worker-tian', { to: '2030-01-01' })).toBe('BAD_INPUT')
    expect(await refusal('worker-tian', { to: '2020-01-01' })).toBe('BAD_INPUT')
    expect(await refusal('leader-tian', {})).toBe('NO_HOURS')
    expect(await refusal('anybody', {})).toBe('NEEDS_IDENTITY')
  })

  test('are verified by anybody with the number, masked, and show when the hours have changed since', async () => {
    const { number, name, hours: certified } = certificate
    const proof = await cloud.ok('anybody', 'service.verify', { number: ` ${number.toLowerCase()} ` })
    expect(proof).toMatchObject({ number, hours: certified, issuer: '田堰村民委员会', current: true })
    expect(proof.name).toBe(name[0] + '*'.repeat(name.length - 1))
    expect(Object.keys(proof)).not.toContain('identity')
    expect(JSON.stringify(proof)).not.toContain(cloud.personOf('worker-tian').phone!.slice(-4))
    const [own] = (await cloud.ok('worker-tian', 'service.record', {})).rows.filter(
      ({ recorder }) => recorder.kind === 'area',
    )
    await cloud.ok('secretary-tian', 'service.correct', {
      ...{ activityId: own!.activityId, personId: idOf('worker-tian'), from: 2, to: 1.5, reason: '晚到半小时' },
    })
    expect(await cloud.ok('anybody', 'service.verify', { number })).toMatchObject({ hours: 2, current: false })
  })

  test('a wrong number is refused, five of them lock, and somebody else may still ask', async () => {
    const verify = (who: string, number: string) => cloud.refused(who, 'service.verify', { number })
    expect(await verify('guesser', 'ZY-1')).toBe('BAD_INPUT')
    for (let n = 0; n < 5; n++) expect(await verify('guesser', 'ZY-261126-2222222222')).toBe('CERTIFICATE_UNKNOWN')
    expect(await verify('guesser', certificate.number)).toBe('LOCKED')
    for (let n = 0; n < 8; n++) expect(await verify('employer', certificate.number)).toBe('ok')
    cloud.advance(minutes(16))
    expect(await verify('guesser', certificate.number)).toBe('ok')
  })
})

describe('volunteer organisations', () => {
  const own = async (who: string) =>
    (await cloud.ok(who, 'volunteer.organizations', {})).rows.find(({ id }) => id === team)

  test('are joined and left by oneself, counted once, and listed to those who organize there', async () => {
    expect(await own('elder-tian')).toMatchObject({ name: '田堰村志愿服务队', members: 0, mine: false })
    const id = cloud.freshId()
    const join = (who: string, request?: string) => cloud.by(who, 'volunteer.join', { organizationId: team }, request)
    await Promise.all([join('elder-tian', id), join('elder-tian', id), join('elder-tian'), join('worker-tian')])
    expect(await own('elder-tian')).toMatchObject({ members: 2, mine: true })
    const { rows } = await cloud.ok('secretary-tian', 'volunteer.members', { organizationId: team })
    expect(rows.map(({ personId }) => personId).sort()).toEqual([idOf('elder-tian'), idOf('worker-tian')].sort())
    expect(cloud.looksAt(idOf('elder-tian')).at(-1)?.what).toBe('志愿组织成员')
    await cloud.ok('elder-tian', 'volunteer.join', { organizationId: team, leave: true })
    expect(await own('worker-tian')).toMatchObject({ members: 1, mine: true })
    expect(await own('elder-tian')).toMatchObject({ mine: false })
    expect((await join('elder-tian', id)).ok).toBe(true)
    expect(await own('elder-tian')).toMatchObject({ mine: false })
    const leave = { organizationId: team, leave: true }
    expect(await cloud.refused('elder-tian', 'volunteer.join', leave, id)).toBe('REQUEST_REUSED')
  })

  test('keep their members from strangers, and are no branches', async () => {
    for (const who of ['elder-tian', 'secretary-diao', 'anybody']) {
      expect(await cloud.refused(who, 'volunteer.members', { organizationId: team })).toBe('FORBIDDEN')
    }
    const branch = `organization:${village}:branch`
    expect(await cloud.refused('elder-tian', 'volunteer.join', { organizationId: branch })).toBe('NOT_FOUND')
    expect(await cloud.refused('anybody', 'volunteer.join', { organizationId: team })).toBe('NEEDS_IDENTITY')
  })
})

describe('erasing oneself', () => {
  test('gives up the place ahead to who waits, takes the name off the hours, the certificates and the memberships', async () => {
    const { _id, name } = cloud.personOf('neighbour-tian')
    await held(['neighbour-tian'])
    const { number } = await cloud.ok('neighbour-tian', 'service.certificate', wholeYear())
    await cloud.ok('neighbour-tian', 'volunteer.join', { organizationId: team })
    const start = cloud.now().getTime() + hours(5)
    const { id } = await cloud.ok('secretary-tian', 'activity.publish', {
      ...{ kind: 'training', areaId: village, title: '用火安全', text: '带上家人', place: '村部', capacity: 1 },
      ...{ startsAt: new Date(start).toISOString(), endsAt: new Date(start + hours(1)).toISOString() },
    })
    for (const who of ['neighbour-tian', 'elder-tian']) {
      await cloud.ok(who, 'activity.signUp', { activityId: id, photoConsent: false })
    }
    const exported = await cloud.ok('neighbour-tian', 'person.export', {})
    expect(exported.records.活动和服务时长).toContainEqual(expect.objectContaining({ title: '清扫河道', hours: 2 }))
    expect(exported.records.志愿服务证明).toHaveLength(1)
    expect(exported.records.志愿组织).toHaveLength(1)

    await cloud.ok('neighbour-tian', 'person.erase', { confirm: '注销' })
    expect(part(id, 'elder-tian').status).toBe('placed')
    for (const collection of ['activities', 'signUps', 'certificates', 'memberships']) {
      expect(JSON.stringify(cloud.rows(collection, { personId: _id }))).not.toContain(name)
    }
    const hoursLeft = cloud.rows<SignUpRecord>('signUps', { personId: _id }).map((signUp) => signUp.hours ?? 0)
    expect(Math.max(...hoursLeft)).toBe(2)
    expect(await cloud.refused('employer', 'service.verify', { number })).toBe('CERTIFICATE_UNKNOWN')
    const { rows } = await cloud.ok('secretary-tian', 'volunteer.members', { organizationId: team })
    expect(rows.map(({ personId }) => personId)).not.toContain(_id)
  })
})
