/** What must be true of a signed month: it adds up, it stays what the movements and the books say, and two people signed. */

import type { EntryRecord } from '../../../cloudfunctions/domain/ledger/record'
import { linesOf, takenBy } from '../../../cloudfunctions/domain/store/month'
import type { GoodsRecord, StockMoveRecord, StoreMonthRecord } from '../../../cloudfunctions/domain/store/record'
import type { Books, Checks } from '../life'

/** Whether what was signed is what is counted now. Pure. @param goods, moves of the store; entries of the month */
export function asSigned(
  record: StoreMonthRecord,
  goods: readonly GoodsRecord[],
  moves: readonly StockMoveRecord[],
  entries: readonly EntryRecord[],
): string[] {
  const { _id, storeId, month, lines, pointsGiven, pointsTaken, pointsOwed, signed } = record
  const problems: string[] = []
  for (const line of lines) {
    const { name, opening, purchased, donated, damaged, counted, given, returned, closing } = line
    if (opening + purchased + donated - damaged + counted - given + returned !== closing)
      problems.push(`${name} doesn't add up`)
    const now = linesOf(month, goods, moves).lines.find(({ goodsId }) => goodsId === line.goodsId)
    if (JSON.stringify(now) !== JSON.stringify(line)) problems.push(`${name} was signed as something else`)
  }
  const redemptions = new Set(moves.flatMap(({ redemptionId }) => redemptionId ?? []))
  const { taken, owed } = takenBy([storeId], entries, redemptions)
  if (pointsTaken !== taken || pointsOwed !== owed)
    problems.push(`it was signed for ${pointsTaken} and ${pointsOwed} owed, the books say ${taken} and ${owed}`)
  if (pointsGiven !== pointsTaken + pointsOwed) problems.push(`${pointsGiven} were given for ${pointsTaken}`)
  if (new Set(signed.map(({ personId }) => personId)).size < signed.length) problems.push('one person signed twice')
  if (new Set(signed.map(({ role }) => role)).size < signed.length) problems.push('one role signed twice')
  return problems.map((problem) => `month ${_id}: ${problem}`)
}

function checkMonth(books: Books, record: StoreMonthRecord): string[] {
  const { storeId, month } = record
  const entries = books.rows<EntryRecord>('entries').filter(({ date }) => date.startsWith(month))
  return asSigned(record, books.rows('goods', { storeId }), books.rows('stockMoves', { storeId }), entries)
}

export const monthChecks: Checks = {
  touched: (books, collection, id) => {
    const record = collection === 'storeMonths' && books.row<StoreMonthRecord>('storeMonths', id)
    return record ? checkMonth(books, record) : []
  },
  daily: (books) => books.rows<StoreMonthRecord>('storeMonths').flatMap((record) => checkMonth(books, record)),
}
