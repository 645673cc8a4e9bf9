import * as v from 'valibot'
import { ClaimDeclareInput } from '#types/claim'
import {
  attachmentsOf,
  type DeclareForm,
  daysFrom,
  EMPTY,
  inputOf,
  isBlank,
  problemsOf,
  worth,
} from '@/packages/points/declare/form'

const today = '2026-11-26'
const form: DeclareForm = {
  ...EMPTY,
  ruleId: 'street-swept',
  words: '把村口的路扫了一遍',
  photos: ['kept-1', 'kept-2'],
  on: '2026-11-25',
  times: '2',
}

test('a filled-in form has no problems, and what is sent passes the cloud’s own schema', () => {
  expect(problemsOf(form, { evidence: true }, today)).toEqual({})
  const input = inputOf(form)
  expect(input).toEqual({ ruleId: 'street-swept', times: 2, on: '2026-11-25', words: '把村口的路扫了一遍' })
  expect(v.safeParse(ClaimDeclareInput, input).success).toBe(true)
  expect(attachmentsOf(form)).toEqual([
    { field: 'photos', many: true, localFile: 'kept-1' },
    { field: 'photos', many: true, localFile: 'kept-2' },
  ])
})

test.each<[string, Partial<DeclareForm>, string]>([
  ['one character', { words: ' 扫 ' }, 'words'],
  ['no photo where one is asked for', { photos: [] }, 'photos'],
  ['no day', { on: undefined }, 'on'],
  ['tomorrow', { on: '2026-11-27' }, 'on'],
  ['61 days ago', { on: '2026-09-26' }, 'on'],
  ['no times', { times: '' }, 'times'],
  ['none at all', { times: '0' }, 'times'],
  ['more than a day holds', { times: '101' }, 'times'],
  ['a fraction', { times: '1.5' }, 'times'],
  ['a negative number', { times: '-1' }, 'times'],
  ['nobody named for another', { forWhom: 'other' }, 'person'],
])('%s is a problem of that field alone', (_, fields, field) => {
  expect(Object.keys(problemsOf({ ...form, ...fields }, { evidence: true }, today))).toEqual([field])
})

test('60 days ago and today can be declared for; without evidence a photo may be missing', () => {
  expect(daysFrom(today, -60)).toBe('2026-09-27')
  for (const on of ['2026-09-27', today]) expect(problemsOf({ ...form, on }, { evidence: true }, today)).toEqual({})
  expect(problemsOf({ ...form, photos: [] }, { evidence: false }, today)).toEqual({})
})

test('a worker’s claim names the person; one’s own names nobody, whoever was looked up before', () => {
  const person = { id: 'p9', name: '王**' }
  expect(inputOf({ ...form, forWhom: 'other', person }).personId).toBe('p9')
  expect(inputOf({ ...form, forWhom: 'me', person })).not.toHaveProperty('personId')
})

test('worth: points times the number of times, once while it is being typed', () => {
  expect(worth(form, { points: 3 })).toBe(6)
  expect(worth({ times: '' }, { points: 3 })).toBe(3)
})

test('blank is what would be no loss', () => {
  expect(isBlank(EMPTY)).toBe(true)
  expect(isBlank({ ...EMPTY, ruleId: 'x', on: today })).toBe(true)
  expect(isBlank({ ...EMPTY, photos: ['kept'] })).toBe(false)
})
