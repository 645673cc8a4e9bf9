/** The month's table to print and sign, as rows of cells; who writes the file stands in the function `job`. */
import { type Role, roles } from '#types/roles'
import type { StoreMonthView } from '#types/store'
import type { Db } from '../../kernel/db'
import { readMonth } from './month-actions'
import type { StoreRecord } from './record'

export interface MonthSheet {
  name: string
  rows: (string | number)[][]
}

const titles = ['商品', '期初', '采购', '捐赠', '损耗', '盘点', '兑出', '退回', '期末', '应收积分']

/** Pure. */
function sheetOf({
  storeName,
  month,
  lines,
  pointsGiven,
  pointsTaken,
  pointsOwed,
  signed,
  problems,
}: StoreMonthView): MonthSheet {
  const signature = (role: Role) => {
    const made = signed.find((one) => one.role === role)
    return `${roles[role]}：${made ? `${made.name}（${made.at.slice(0, 10)}）` : '＿＿＿＿＿＿'}`
  }
  return {
    name: month,
    rows: [
      [`${storeName} ${month} 月结`],
      titles,
      ...lines.map((line) => [
        ...[line.name, line.opening, line.purchased, line.donated, line.damaged, line.counted, line.given],
        ...[line.returned, line.closing, line.points],
      ]),
      ['合计', '', '', '', '', '', '', '', '', pointsGiven],
      [`应收 ${pointsGiven} 分 = 账上实收 ${pointsTaken} 分 + 待补 ${pointsOwed} 分`],
      ...problems.map((problem) => [`账目不平：${problem}`]),
      [signature('storeKeeper'), '', '', signature('storeInspector')],
    ],
  }
}

/** The table of a store's month. @throws Error when there is no such store */
export async function monthSheet(db: Db, storeId: string, month: string, now: Date): Promise<MonthSheet> {
  const store = await db.get<StoreRecord>('stores', storeId)
  if (!store) throw new Error(`no store ${storeId}`)
  return sheetOf(await readMonth(db, store, month, now))
}
