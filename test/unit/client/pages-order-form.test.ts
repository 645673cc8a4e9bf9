import * as v from 'valibot'
import { CaseSubmitInput } from '#types/case'
import { type CategoryId, categories, categoryOf } from '#types/categories'
import {
  attachmentsOf,
  EMPTY,
  firstProblem,
  inputOf,
  isBlank,
  type OrderForm,
  placeOf,
  problemsOf,
} from '@/packages/order/new/form'
import { completeInput } from '@/state/outbox-reducer'

const everyCategory = Object.keys(categories) as CategoryId[]
const home = { hasHome: true }
const filled = (fields: Partial<OrderForm> = {}): OrderForm => ({
  ...EMPTY,
  category: 'lighting',
  words: '  村口路灯不亮  ',
  ...fields,
})

/** What the cloud gets: the input with its files' ids, as the outbox completes it. */
const sent = (form: OrderForm) => {
  const attachments = attachmentsOf(form).map((attachment) => ({
    ...attachment,
    fileId: `cloud://environment/uploads/${attachment.localFile}.jpg`,
  }))
  return completeInput({ input: inputOf(form), attachments } as never)
}
const taken = (form: OrderForm) => v.parse(CaseSubmitInput, sent(form))

describe('what the form sends', () => {
  test.each(everyCategory)('%s is taken by the contract', (category) => {
    expect(taken(filled({ category }))).toMatchObject({ category, kind: categoryOf(category).kind, source: 'own' })
  })

  test('a recording alone is enough, and its id stands inside the voice', () => {
    const form = filled({ words: '', voice: { file: 'said', seconds: 12 }, photos: ['one', 'two'] })
    expect(taken(form)).toMatchObject({
      words: '',
      voice: { fileId: 'cloud://environment/uploads/said.jpg', seconds: 12 },
      photos: ['cloud://environment/uploads/one.jpg', 'cloud://environment/uploads/two.jpg'],
    })
  })

  test('somebody without a phone of their own is named beside the filer', () => {
    const form = filled({ forWhom: 'another', name: ' 李大山 ', phone: '' })
    expect(taken(form)).toMatchObject({ source: 'onBehalf', forWhom: { who: 'another', name: '李大山' } })
  })

  test('what a hotline passed on keeps its source and its number; a patrol has none, nor has what one heard oneself', () => {
    const form = filled({ forWhom: 'another', name: '李大山', outsideNumber: ' DH-118 ' })
    expect(taken({ ...form, source: 'hotline12345' })).toMatchObject({
      source: 'hotline12345',
      outsideNumber: 'DH-118',
    })
    expect(taken({ ...form, source: 'patrol' })).toMatchObject({ source: 'patrol' })
    expect(taken({ ...form, source: 'patrol' }).outsideNumber).toBeUndefined()
    expect(taken(form).outsideNumber).toBeUndefined()
  })

  test('what a scanned code filled in is nothing written; a place typed is', () => {
    expect(isBlank({ ...EMPTY, placeToken: 'lamp', placeText: '老井边路灯' })).toBe(true)
    expect(isBlank({ ...EMPTY, placeText: '老井边' })).toBe(false)
    expect(isBlank({ ...EMPTY, photos: ['one'] })).toBe(false)
  })

  test('a member of the household is a field, by the roster’s id or as the filer says it; the words stay the filer’s', () => {
    const said = taken(filled({ forWhom: 'household', name: ' 我母亲 ' }))
    expect(said).toMatchObject({ source: 'own', words: '村口路灯不亮', forWhom: { who: 'household', name: '我母亲' } })
    // the list shows 田*民, which is nobody's name: the id alone goes
    const chosen = taken(filled({ forWhom: 'household', name: '田*民', memberId: 'person:7' }))
    expect(chosen.forWhom).toEqual({ who: 'household', personId: 'person:7' })
    expect(taken(filled()).forWhom).toEqual({ who: 'self' })
  })

  test('whom conduct is about goes as an id where it is known, else in the words', () => {
    const known = taken(filled({ category: 'conduct', about: { personId: 'person:1', name: '王某' } }))
    expect(known).toMatchObject({ aboutPersonId: 'person:1', words: '村口路灯不亮' })
    const unknown = taken(filled({ category: 'conduct', about: { name: '王某' } }))
    expect(unknown.aboutPersonId).toBeUndefined()
    expect(unknown.words).toContain('王某')
  })

  test('what is always private is sent so, whatever was chosen before', () => {
    expect(taken(filled({ category: 'care', visibility: 'village' })).visibility).toBe('private')
    expect(taken(filled({ category: 'lighting', visibility: 'village' })).visibility).toBe('village')
  })

  test('a scanned place brings its token, its point and its area', () => {
    const form = filled({
      placeToken: 'lamp-7',
      placeText: '七号灯杆',
      location: { longitude: 114.5, latitude: 32.2 },
      village: { id: '411521103205', name: '田堰村' },
    })
    expect(taken(form).placeToken).toBe('lamp-7')
    expect(placeOf(form)).toEqual({
      text: '七号灯杆',
      location: { longitude: 114.5, latitude: 32.2 },
      areaId: '411521103205',
    })
  })
})

describe('what is still wrong', () => {
  test('an empty form stops at the category, a filled one at nothing', () => {
    expect(firstProblem(EMPTY, home)).toBe('category')
    expect(firstProblem(filled(), home)).toBe('check')
  })

  test('blanks are no words; a recording is', () => {
    expect(problemsOf(filled({ words: '   ' }), 'matter', home)).toHaveProperty('words')
    expect(problemsOf(filled({ words: '', voice: { file: 'a', seconds: 3 } }), 'matter', home)).toEqual({})
  })

  test('conduct asks about whom, other categories do not', () => {
    expect(problemsOf(filled({ category: 'conduct' }), 'matter', home)).toHaveProperty('about')
    expect(problemsOf(filled({ category: 'road' }), 'matter', home)).toEqual({})
  })

  test('without a home the village must be chosen', () => {
    expect(firstProblem(filled(), { hasHome: false })).toBe('place')
    expect(firstProblem(filled({ village: { id: '411521103205', name: '田堰村' } }), { hasHome: false })).toBe('check')
  })

  test('for another: a name is needed, a phone may be missing but not wrong', () => {
    const other = { forWhom: 'another', name: '李大山' } as const
    expect(problemsOf(filled({ forWhom: 'another' }), 'place', home)).toHaveProperty('name')
    expect(problemsOf(filled({ ...other, phone: '12345' }), 'place', home)).toHaveProperty('phone')
    expect(problemsOf(filled({ ...other, phone: '' }), 'place', home)).toEqual({})
    expect(problemsOf(filled({ ...other, phone: '13800000000' }), 'place', home)).toEqual({})
  })
})
