import * as v from 'valibot'
import { ClaimBulkInput } from '#types/claim'
import { added, EMPTY, inputOf, problemsOf, type RoundForm, rowsOf } from '@/packages/points/bulk/form'

const yard = { id: 'yard-tidy', label: '庭院整洁', earner: 'household' } as const
const meeting = { id: 'meeting', label: '参加组织生活', earner: 'person' } as const

test('a line is a household, and how often where it is said', () => {
  expect(rowsOf('1组12号\n\n  1组13号 2 \r\n1组14号，3', yard)).toEqual({
    rows: [
      { ruleId: 'yard-tidy', label: '庭院整洁', household: '1组12号', times: 1 },
      { ruleId: 'yard-tidy', label: '庭院整洁', household: '1组13号', times: 2 },
      { ruleId: 'yard-tidy', label: '庭院整洁', household: '1组14号', times: 3 },
    ],
  })
})

test('what a person earns needs the name', () => {
  expect(rowsOf('1组12号 张三 2', meeting)).toMatchObject({ rows: [{ household: '1组12号', name: '张三', times: 2 }] })
  expect(rowsOf('1组12号 张三', meeting)).toMatchObject({ rows: [{ name: '张三', times: 1 }] })
  expect(rowsOf('1组12号', meeting)).toEqual({ problem: '第 1 行少姓名：这一项记到个人。' })
})

test.each([
  ['1组12号\n1组13号 张三', '第 2 行看不明白，请按提示写。'],
  ['1组12号 0', '第 1 行的次数应在 1 到 100 之间。'],
  ['1组12号 101', '第 1 行的次数应在 1 到 100 之间。'],
  [' \n ', '请写户号，一行一户。'],
])('%j says which line is wrong', (lines, problem) => {
  expect(rowsOf(lines, yard)).toEqual({ problem })
})

test('a house that is only a number is a household, not a count', () => {
  expect(rowsOf('12', yard)).toMatchObject({ rows: [{ household: '12', times: 1 }] })
})

test('rows add up over several rules, to 50 at most, and without a rule to none', () => {
  const form: RoundForm = { ...EMPTY, rule: yard, lines: '1组1号' }
  const first = added(form)
  if (!('rows' in first)) throw new Error(first.problem)
  expect(added({ ...form, rule: meeting, rows: first.rows, lines: '1组2号 李四' })).toMatchObject({
    rows: [{ ruleId: 'yard-tidy' }, { ruleId: 'meeting', name: '李四' }],
  })
  const many = (count: number) => Array.from({ length: count }, (_, at) => `1组${at + 1}号`).join('\n')
  expect(added({ ...form, lines: many(50) })).toHaveProperty('rows')
  expect(added({ ...form, lines: many(51) })).toEqual({ problem: '一轮最多 50 行，请分几轮登记。' })
  expect(added({ ...form, rows: first.rows, lines: many(50) })).toHaveProperty('problem')
  expect(added({ ...EMPTY, lines: '1组1号' })).toEqual({ problem: '请先选细则。' })
})

test('the round says what is missing, and what is sent passes the cloud’s own schema', () => {
  expect(Object.keys(problemsOf(EMPTY))).toEqual(['on', 'words', 'rows'])
  const read = added({ ...EMPTY, rule: yard, lines: '1组12号 2' })
  if (!('rows' in read)) throw new Error(read.problem)
  const form: RoundForm = { ...EMPTY, on: '2026-11-26', words: ' 11 月月评 ', rows: read.rows }
  expect(problemsOf(form)).toEqual({})
  const input = inputOf(form, '411521105204', true)
  expect(input).toEqual({
    areaId: '411521105204',
    on: '2026-11-26',
    words: '11 月月评',
    rows: [{ ruleId: 'yard-tidy', household: '1组12号', times: 2 }],
    dryRun: true,
  })
  expect(v.safeParse(ClaimBulkInput, input).success).toBe(true)
})
