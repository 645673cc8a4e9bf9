/** Certificates of service: issued over a period from one recorder, verified by anybody who has the number. */
import type { Certificate, CertificateProof, ServiceCertificateInput, ServiceVerifyInput } from '#types/service'
import type { Call, Early } from '../../kernel/action'
import { type Attempts, countAttempt, refuseLocked } from '../../kernel/attempts'
import type { Db } from '../../kernel/db'
import { refuse } from '../../kernel/errors'
import { maskName, maskPhone } from '../../kernel/mask'
import { instantOf, recall } from '../../kernel/requests'
import { bindingId } from '../../kernel/session'
import { businessDate, daysBetween } from '../../kernel/time'
import type { PersonRecord } from '../person'
import { certificateNumber } from './number'
import { servicesOf } from './read'
import { type CertificateRecord, hoursOf, type Service, serviceRow } from './record'

/** Activities that a printed certificate lists; its sum is of all. */
const mostListed = 50
/** The longest period of one certificate. */
const mostDays = 366

const view = ({
  _id,
  personId: _p,
  recorder: _r,
  at: _a,
  requests: _q,
  ...fields
}: CertificateRecord): Certificate => ({
  number: _id,
  ...fields,
})

function checkPeriod(from: string, to: string, today: string): void {
  const problem = to > today ? '截止日期不能晚于今天' : from > to ? '开始日期不能晚于截止日期' : undefined
  if (problem) refuse('BAD_INPUT', { field: 'to', problem })
  if (daysBetween(from, to) >= mostDays) refuse('BAD_INPUT', { field: 'from', problem: '一张证明最多覆盖一年' })
}

const recordedBy = (services: readonly Service[], { kind, id }: CertificateRecord['recorder']) =>
  services.filter(({ recorder }) => recorder.kind === kind && recorder.id === id)

/** Issued on the spot: the hours are recorded already, so nobody has to approve them again. */
export async function issue(call: Call, input: ServiceCertificateInput): Promise<Certificate> {
  const { db, session, now, requestId, inputHash } = call
  const { from, to, recorder } = input
  const { personId, name } = session
  // the day on which the request was made: a repeat after midnight still finds it
  const issuedOn = businessDate(instantOf(requestId) ?? now)
  checkPeriod(from, to, businessDate(now))
  const _id = certificateNumber(personId, requestId, issuedOn)
  const [known, found, person] = await Promise.all([
    db.get<CertificateRecord>('certificates', _id),
    servicesOf(db, personId, from, to),
    db.get<PersonRecord>('people', personId, ['phone', 'demo']),
  ])
  const request = { requestId, personId, inputHash, at: now }
  // a repeat gets what was issued, whatever has been corrected since
  if (known && recall(known.requests, request).kind === 'repeat') return view(known)
  const services = recordedBy(found, recorder)
  const body = services[0]?.recorder.name
  if (body === undefined) return refuse('NO_HOURS')
  const record: CertificateRecord = {
    ...{ _id, personId, name, recorder, from, to, issuedOn, organization: body, issuer: body },
    identity: person?.phone ? `手机 ${maskPhone(person.phone)}` : '',
    services: services.slice(0, mostListed).map((service) => {
      const { title, date, hours, filledIn } = serviceRow(service)
      return { title, date, hours, filledIn }
    }),
    ...{ activities: services.length, hours: hoursOf(services), at: now, requests: [request] },
    ...(person?.demo ? { demo: true as const } : {}),
  }
  if ((await db.insert('certificates', record)) === 'inserted') return view(record)
  // the same request, just now: it issued the same, or is told that it isn't
  const issued = await db.get<CertificateRecord>('certificates', _id)
  if (!issued || recall(issued.requests, request).kind === 'new') return refuse('REQUEST_REUSED')
  return view(issued)
}

/** Who tries numbers: one WeChat identity. */
const attemptsId = (openid: string) => `certificate:${bindingId(openid)}`

/** The certificate and the caller's wrong numbers, read beside the session. */
export async function readForProof({ db, openid }: Early, { number }: ServiceVerifyInput) {
  const [certificate, attempts] = await Promise.all([
    db.get<CertificateRecord>('certificates', number),
    db.get<Attempts>('attempts', attemptsId(openid)),
  ])
  return { certificate, attempts }
}

async function isCurrent(db: Db, { personId, from, to, recorder, hours }: CertificateRecord): Promise<boolean> {
  return hoursOf(recordedBy(await servicesOf(db, personId, from, to), recorder)) === hours
}

/**
 * What anybody learns of a number: whose (masked), how many hours, from whom, and whether that still holds.
 * @throws Refusal CERTIFICATE_UNKNOWN; LOCKED after five wrong numbers in a quarter of an hour
 */
export async function verify(
  { db, openid, now }: Call,
  _input: ServiceVerifyInput,
  { certificate, attempts }: Awaited<ReturnType<typeof readForProof>>,
): Promise<CertificateProof> {
  refuseLocked(attempts, now)
  if (!certificate) {
    await countAttempt(db, attemptsId(openid), now)
    return refuse('CERTIFICATE_UNKNOWN')
  }
  const { identity: _i, services: _s, name, ...proof } = view(certificate)
  return { ...proof, name: maskName(name), current: await isCurrent(db, certificate) }
}
