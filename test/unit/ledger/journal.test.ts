/** The journal's text; hledger itself reads it in test/contract/journal.test.ts. */
import { journalAccount, journalHead, journalWriter } from '../../../cloudfunctions/domain/ledger/journal'
import { award, deduct, reverse } from '../../../cloudfunctions/domain/ledger/moves'
import { draft, fresh, village, year } from './history'

const given = award(fresh(), 30, year, draft('a'))
const more = award(given.account, 5, year, draft('b'))

test('an entry is a transaction with its id, its sentence and the balance that follows', () => {
  expect(journalWriter().write([given.entry])).toBe(
    [
      `2026-11-26 * (${given.entry._id}) 好事，得 30 分`,
      '    assets:goods:household:h1  30 goods = 30 goods',
      `    income:issued:goods:${village}  -30 goods`,
      '',
      '',
    ].join('\n'),
  )
})

test('within a day an account’s entries stand in their order, however they were read', () => {
  const text = journalWriter().write([more.entry, given.entry])
  expect(text.indexOf(given.entry._id)).toBeLessThan(text.indexOf(more.entry._id))
  expect(text).toContain('5 goods = 35 goods')
})

test('no balance is asserted where midnight has turned two entries round', () => {
  const { write } = journalWriter()
  const text = write([more.entry]) + write([given.entry])
  expect(text).not.toContain('=')
  const third = award(more.account, 1, year, draft('c'))
  expect(write([third.entry])).toContain('1 goods = 36 goods')
})

test('words can’t break out of their line, and a reason that somebody typed stays out', () => {
  const odd = award(fresh(), 3, year, { ...draft('x'), words: { what: '清理 ; 河道 | 一\n段' } })
  expect(journalWriter().write([odd.entry]).split('\n')[0]).toMatch(/\) 清理 河道 一 段，得 3 分$/)
  const fined = deduct(given.account, 4, { ...draft('y'), words: { what: '乱倒垃圾' } })
  const put = reverse(fined.account, fined.entry, year, {
    ...draft('z'),
    words: { what: '乱倒垃圾', reason: '张三认错人' },
  })
  const text = journalWriter().write([put.entry])
  expect(text).toContain('更正“乱倒垃圾”')
  expect(text).not.toContain('张三')
})

test('system accounts are named by what they are to the owners', () => {
  expect(
    ['issued:goods:1', 'expired:merit:1', 'hold:store:1', 'taken:store:1', 'merit:person:p'].map(journalAccount),
  ).toEqual([
    ...['income:issued:goods:1', 'expenses:expired:merit:1', 'assets:held:store:1', 'expenses:taken:store:1'],
    'assets:merit:person:p',
  ])
  expect(journalHead('一个村\n账')).toMatch(/^; 一个村 账\ncommodity 1000. goods\n/)
})
