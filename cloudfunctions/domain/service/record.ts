/** Certificates as they are stored, and what a service record is summed up from. */
import type { Certificate, Recorder, ServiceRow } from '#types/service'
import type { KnownRequest } from '../../kernel/requests'
import { businessDate } from '../../kernel/time'
import type { SignUpRecord } from '../activity'

/** A certificate that was issued (collection certificates, `_id` = its number). It is never edited: a new one is issued. */
export interface CertificateRecord extends Omit<Certificate, 'number'> {
  _id: string
  personId: string
  recorder: Pick<Recorder, 'kind' | 'id'>
  at: Date
  requests: KnownRequest[]
}

/** A sign-up that counts as service: volunteering with hours. */
export type Service = SignUpRecord & { hours: number }

export function isService(signUp: SignUpRecord): signUp is Service {
  return signUp.kind === 'volunteering' && (signUp.hours ?? 0) > 0
}

/** Halves add up exactly in binary. */
export const hoursOf = (services: readonly Service[]): number => services.reduce((sum, { hours }) => sum + hours, 0)

export const serviceRow = ({
  activityId,
  title,
  startsAt,
  hours,
  recorder,
  filledIn,
  corrections,
}: Service): ServiceRow => ({
  ...{ activityId, title, date: businessDate(startsAt), hours, recorder, filledIn: filledIn !== undefined },
  corrections: corrections.map(({ from, to, reason, at }) => ({ from, to, reason, at: at.toISOString() })),
})

/** Hours and activities by who recorded them, most hours first. Pure. */
export function byRecorder(services: readonly Service[]): { recorder: Recorder; hours: number; activities: number }[] {
  const groups = new Map<string, Service[]>()
  for (const service of services) {
    const key = `${service.recorder.kind}:${service.recorder.id}`
    groups.set(key, [...(groups.get(key) ?? []), service])
  }
  return [...groups.values()]
    .map((group) => ({ recorder: group[0]!.recorder, hours: hoursOf(group), activities: group.length }))
    .sort((a, b) => b.hours - a.hours || (a.recorder.id < b.recorder.id ? -1 : 1))
}
