import fc from 'fast-check'
import * as v from 'valibot'
import { Name, Phone } from '#types/common'
import { cellText, choice, locateColumns, needed, optional, parseRow } from '../../../cloudfunctions/domain/job/columns'

const columns = {
  name: needed('姓名', Name, '张三', ''),
  phone: optional('电话', Phone, '13800000000', ''),
  level: optional('级别', choice({ village: '村', grid: '网格' }), '村', ''),
}
const header = ['姓名', '电话', '级别']

test.each([
  [13812345678, '13812345678'],
  [0, '0'],
  [411521105204, '411521105204'],
  [1e21, '1000000000000000000000'],
  [114.51, '114.51'],
  [new Date('2026-01-31T00:00:00Z'), '2026-01-31'],
  ['  张三 ', '张三'],
  [null, ''],
  [undefined, ''],
  [true, 'true'],
])('the cell %p reads %p', (cell, text) => {
  expect(cellText(cell)).toBe(text)
})

describe('the columns of a file', () => {
  test('are found by their titles in any order, with or without star and blanks', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(header, { minLength: 3 }), fc.boolean(), (titles, starred) => {
        const located = locateColumns(
          columns,
          titles.map((title) => (starred ? ` ${title} *` : title)),
        )
        expect(located).toEqual({
          at: { name: titles.indexOf('姓名'), phone: titles.indexOf('电话'), level: titles.indexOf('级别') },
        })
      }),
    )
  })

  test('may leave out what need not be filled, and are else named in the refusal', () => {
    expect(locateColumns(columns, ['姓名'])).toEqual({ at: { name: 0, phone: -1, level: -1 } })
    expect(locateColumns(columns, ['电话', '年龄', '电话'])).toEqual({ problem: '缺少“姓名”，多了“年龄”，重复“电话”' })
    expect(locateColumns(columns, [])).toEqual({ problem: '缺少“姓名”' })
  })
})

describe('a row', () => {
  const at = { name: 0, phone: 1, level: 2 }

  test('gives its values, without those of empty cells', () => {
    expect(parseRow(columns, at, ['张三', 13812345678, '网格'])).toEqual({
      value: { name: '张三', phone: '13812345678', level: 'grid' },
    })
    expect(parseRow(columns, at, ['张三', null, ''])).toEqual({ value: { name: '张三' } })
    expect(parseRow(columns, { ...at, phone: -1 }, ['张三', '不是电话'])).toEqual({ value: { name: '张三' } })
  })

  test('names its first wrong column and what to write there', () => {
    expect(parseRow(columns, at, ['', '1'])).toEqual({ column: '姓名', problem: '这一格不能为空' })
    expect(parseRow(columns, at, ['张三', '1'])).toEqual({ column: '电话', problem: '电话号码格式不对' })
    expect(parseRow(columns, at, ['张三', '', '乡'])).toEqual({ column: '级别', problem: '请填写以下之一：村、网格' })
  })

  test('never throws, whatever its cells hold', () => {
    fc.assert(
      fc.property(fc.array(fc.anything({ withDate: true }), { maxLength: 4 }), (cells) => {
        const plain = cells.map((cell) => (typeof cell === 'object' && !(cell instanceof Date) ? null : cell))
        const dates = plain.filter((cell) => cell instanceof Date && Number.isNaN(cell.getTime()))
        fc.pre(dates.length === 0)
        const row = parseRow(columns, at, plain)
        expect('value' in row || header.includes(row.column)).toBe(true)
      }),
    )
  })
})

test('a choice takes a word of its table and nothing that every object has', () => {
  const schema = choice({ a: '甲' })
  expect(v.safeParse(schema, '甲').output).toBe('a')
  for (const word of ['a', 'toString', '__proto__', '']) expect(v.safeParse(schema, word).success).toBe(false)
})
