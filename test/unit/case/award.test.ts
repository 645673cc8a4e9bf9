/** What closing a case is worth, and to whom it is worth nothing. */
import { awardOf } from '../../../cloudfunctions/domain/case/award'
import type { Occasion } from '../../../cloudfunctions/domain/case/occasion'
import type { CaseRecord } from '../../../cloudfunctions/domain/case/record'
import { now, sampleCase } from './sample'

const closed = (more: Partial<CaseRecord> = {}) =>
  sampleCase('closed', { handlerId: 'm', handlerHouseholdId: 'hm', rating: 'satisfied', seq: 7, ...more })
const by = (personId: string, householdId?: string) =>
  ({ event: 'confirm', input: {}, now, actor: { personId, name: '', title: '' }, householdId }) as unknown as Occasion
const filer = by('filer', 'h1')
const factor = (more: Partial<CaseRecord>, who = filer) => awardOf(closed(more), who)?.factor

test('difficulty times rating; the base alone where nobody was asked', () => {
  expect(factor({ category: 'repair' })).toBe(1.5)
  expect(factor({ category: 'water' })).toBe(3)
  expect(factor({ category: 'road' })).toBe(4.5)
  expect(factor({ category: 'road', rating: 'basically' })).toBe(3)
  expect(factor({ category: 'road', rating: 'notAsked' }, by('clock'))).toBe(1)
})

test('its cause is the closing, so that another closing is another award', () => {
  expect(awardOf(closed(), filer)).toMatchObject({ cause: 'case:c1:7', subject: { personId: 'm' } })
  expect(awardOf(closed({ seq: 12 }), filer)?.cause).toBe('case:c1:12')
})

test('filer, served and confirmer are to be apart from the handler, and so are their households', () => {
  const another = { who: 'another', name: '张大爷', personId: 'old', householdId: 'h7' } as const
  const owed = awardOf(closed({ forWhom: another, filerId: 'w', filerHouseholdId: 'hw' }), by('w2', 'h2'))
  expect(owed?.apart).toEqual(['w', 'old', 'w2'])
  expect(owed?.apartHouseholds).toEqual(['hw', 'h7', 'h2'])
})

test.each([
  ['nobody handled it', { handlerId: undefined }, filer],
  ["the handler is of the filer's household", { handlerHouseholdId: 'h1' }, filer],
  ["the handler is of the confirmer's household", { handlerHouseholdId: 'h2' }, by('w2', 'h2')],
  [
    'who filed for another and who confirmed it live together',
    { forWhom: { who: 'another', name: '张大爷' }, filerHouseholdId: 'hw' },
    by('w2', 'hw'),
  ],
] as [string, Partial<CaseRecord>, Occasion][])('nothing when %s', (_name, more, who) => {
  expect(awardOf(closed(more), who)).toBeNull()
})
