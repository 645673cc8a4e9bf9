import { categories } from '#types/categories'
import {
  type DispatchForm,
  dispatchInput,
  EMPTY,
  problemsOf,
  skillsOf,
  transferInput,
} from '@/packages/grid/dispatch/form'

const row = { id: 'case1', version: 7, category: 'lighting' as const, skills: undefined }
const toPerson: DispatchForm = { ...EMPTY, person: { id: 'p1', name: '陈大寒' } }

describe('whom an order goes to', () => {
  test('a person or a department has to be chosen, the pool has not', () => {
    expect(problemsOf(EMPTY, 'dispatch').target).toBeDefined()
    expect(problemsOf({ ...EMPTY, to: 'department' }, 'dispatch').target).toBeDefined()
    expect(problemsOf({ ...EMPTY, to: 'pool' }, 'dispatch')).toEqual({})
    expect(problemsOf(toPerson, 'dispatch')).toEqual({})
  })

  test('a choice that was made before the target changed is not sent', () => {
    const form: DispatchForm = { ...toPerson, to: 'pool' }
    expect(dispatchInput(form, row).target).toEqual({ to: 'pool' })
  })

  test('a transfer needs a reason of two characters and carries no skills', () => {
    expect(problemsOf({ ...toPerson, reason: ' 忙 ' }, 'transfer').reason).toBeDefined()
    expect(transferInput({ ...toPerson, reason: ' 不会修 ' }, row)).toEqual({
      caseId: 'case1',
      version: 7,
      target: { to: 'person', personId: 'p1' },
      reason: '不会修',
    })
  })
})

describe('what the order asks for', () => {
  test('the category’s skill until somebody chooses; choosing none stays none', () => {
    expect(skillsOf(EMPTY, row)).toEqual([categories.lighting.skill])
    expect(skillsOf(EMPTY, { ...row, skills: ['building'] })).toEqual(['building'])
    expect(skillsOf({ ...EMPTY, skills: [] }, row)).toEqual([])
  })

  test('a deadline to accept is sent in hours, the usual one not at all', () => {
    expect(dispatchInput({ ...toPerson, within: 'h24' }, row).acceptWithinHours).toBe(24)
    expect(dispatchInput(toPerson, row)).not.toHaveProperty('acceptWithinHours')
  })
})
