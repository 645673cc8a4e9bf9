import type { CaseDetail, StepView } from '#types/case'
import { minuteSaid, recordText, stepNow, timelineOf } from '@/packages/order/detail/record'

const step = (seq: number, event: StepView['event'], to: StepView['to'], words: StepView['words'] = {}): StepView => ({
  seq,
  event,
  to,
  words: { actor: '李某', ...words },
  at: `2026-11-2${seq}T16:30:00.000Z`,
  photos: [],
})
const history = [
  step(0, 'submit', 'collected', { category: '路灯' }),
  step(1, 'assess', 'assessed', { category: '路灯', urgency: '一般', note: '先看线路' }),
]

test('the bar stands where the case is, past its end when closed, and where it was when it left the loop', () => {
  expect(stepNow({ state: 'assessed', steps: history })).toBe(1)
  expect(stepNow({ state: 'closed', steps: history })).toBe(6)
  expect(stepNow({ state: 'withdrawn', steps: [...history, step(2, 'withdraw', 'withdrawn')] })).toBe(1)
  expect(stepNow({ state: 'rejected', steps: [step(0, 'submit', 'collected'), step(1, 'reject', 'rejected')] })).toBe(0)
})

test('the timeline is the loop table’s sentences, newest first, with the words a sentence has no room for', () => {
  expect(timelineOf(history)).toMatchObject([
    { id: '1', title: '李某研判：路灯，一般', note: '先看线路' },
    { id: '0', title: '李某提交了“路灯”', note: undefined },
  ])
  expect(timelineOf([step(0, 'progress', 'handling', { note: '在路上' })])[0]).toMatchObject({
    title: '李某：在路上',
    note: undefined,
  })
})

test('only photos that may be shown are shown', () => {
  const photos = [
    { fileId: 'a', url: 'https://one', state: 'passed' as const },
    { fileId: 'b', state: 'checking' as const },
  ]
  expect(timelineOf([{ ...history[0]!, photos }])[0]!.photos).toEqual(['https://one'])
})

test('a record is told in Shanghai time and oldest first', () => {
  expect(minuteSaid('2026-11-20T16:30:00.000Z')).toBe('2026-11-21 00:30')
  const detail = {
    number: 'LS-261121-7K3F',
    category: 'lighting',
    state: 'assessed',
    words: '村口路灯不亮',
    areaName: '田堰村',
    place: { text: '村口' },
    submittedAt: '2026-11-20T16:30:00.000Z',
    steps: history,
  } as unknown as CaseDetail
  const lines = recordText(detail, Date.parse('2026-11-22T02:00:00.000Z')).split('\n')
  expect(lines).toContain('单号：LS-261121-7K3F')
  expect(lines).toContain('地点：村口')
  const submitted = lines.findIndex((line) => line.includes('提交了'))
  expect(lines[submitted + 1]).toBe('2026-11-22 00:30 李某研判：路灯，一般（先看线路）')
})
