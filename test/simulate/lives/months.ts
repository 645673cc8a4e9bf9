/** The end of a month: keepers and inspectors look at what came, went and is there, and sign. */
import { storeIdOf } from '#types/store'
import type { StoreMonthRecord } from '../../../cloudfunctions/domain/store/record'
import { addDays, businessDate } from '../../../cloudfunctions/kernel/time'
import type { Hand, Life } from '../life'

/** What somebody learns whom the other signer was faster than. */
const tooLate = new Set(['CONFLICT', 'ALREADY_DONE'])

/** The month that is over, `YYYY-MM`. */
const lastMonth = (now: Date) => {
  const today = businessDate(now)
  return addDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7)
}

async function sign(hand: Hand): Promise<void> {
  const { books, call, touched, wrong, me, rivalled } = hand
  const storeId = storeIdOf(me.posts[0]!.areas[2]!)
  const month = lastMonth(books.now)
  const seen = await call('storeMonth.get', { storeId, month })
  if (!seen.ok) return wrong(`storeMonth.get ${month} by ${me.id}: ${seen.error.code}`)
  if (seen.data.problems[0]) return wrong(`${storeId} in ${month}: ${seen.data.problems.join('; ')}`)
  const [record] = books.rows<StoreMonthRecord>('storeMonths', { storeId, month })
  if (record?.signed.some(({ personId }) => personId === me.personId)) return
  const answer = await call('storeMonth.sign', { storeId, month })
  touched('storeMonths', `${storeId}:${month}`)
  if (answer.ok || (rivalled && tooLate.has(answer.error.code))) return
  wrong(`storeMonth.sign ${month} by ${me.id}: ${answer.error.code} ${answer.error.message}`)
}

export const months: Life = {
  name: 'months',
  share: 0.5,
  cast: {
    ...{ 'keeper-tian': 1, 'keeper-diao': 1, 'keeper-zheng': 1 },
    ...{ 'inspector-tian': 1, 'inspector-diao': 1, 'inspector-zheng': 1 },
  },
  act: sign,
}
