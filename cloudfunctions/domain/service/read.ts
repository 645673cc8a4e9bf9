/** Reading somebody's service: one query over their sign-ups of a period. */
import type { ServiceRecordInput, ServiceRecordOutput } from '#types/service'
import type { Call } from '../../kernel/action'
import type { Db } from '../../kernel/db'
import { pageOf, pageSize, readCursor } from '../../kernel/page'
import { addDays, businessDate, startOfBusinessDay } from '../../kernel/time'
import type { SignUpRecord } from '../activity'
import { byRecorder, hoursOf, isService, type Service, serviceRow } from './record'

/** Activities of one person in one question: three a day of a year. */
const mostServices = 1000

/** Volunteering with hours that began between two business dates, both inclusive; newest first. */
export async function servicesOf(db: Db, personId: string, from: string, to: string): Promise<Service[]> {
  const { command: _ } = db
  const startsAt = _.gte(startOfBusinessDay(from)).and(_.lt(startOfBusinessDay(addDays(to, 1))))
  const found = await db.find<SignUpRecord>('signUps', {
    where: { personId, startsAt },
    sort: [
      ['startsAt', 'desc'],
      ['_id', 'asc'],
    ],
    limit: mostServices,
    fields: ['activityId', 'kind', 'title', 'startsAt', 'recorder', 'hours', 'filledIn', 'corrections', 'demo'],
  })
  return found.filter(isService)
}

/** service.record: the sums are of the whole year, the rows come by pages. */
export async function readRecord(
  { db, session, now }: Call,
  { year = businessDate(now).slice(0, 4), cursor }: ServiceRecordInput,
): Promise<ServiceRecordOutput> {
  const services = await servicesOf(db, session.personId, `${year}-01-01`, `${year}-12-31`)
  const [at, id] = cursor === undefined ? [] : readCursor(cursor, 2)
  const isBehind = ({ startsAt, _id }: Service) =>
    startsAt < at! || (startsAt.getTime() === (at as Date).getTime() && _id > (id as string))
  const rest = cursor === undefined ? services : services.filter(isBehind)
  return {
    year,
    hours: hoursOf(services),
    activities: services.length,
    recorders: byRecorder(services),
    ...pageOf(rest, pageSize, serviceRow, ({ startsAt, _id }) => [startsAt, _id]),
  }
}
