import { formFields } from '@/components/field/form-fields'

const words = {
  name: '名称',
  nameHint: '写全名',
  lowAt: '少于几件',
  lowAtHint: (least: number) => `至少 ${least}`,
} as const

test('a field is named, labelled and explained by the form’s words', () => {
  const changes: object[] = []
  const form = { value: { name: '毛巾', lowAt: '5' }, change: (fields: object) => void changes.push(fields) }
  const field = formFields(words, { ...form, problems: { lowAt: '请填整数。' } }, 'goods')
  expect(field('name')).toMatchObject({
    id: 'goods-name',
    label: '名称',
    hint: '写全名',
    error: undefined,
    value: '毛巾',
  })
  // a hint that needs a number is the page's to say
  expect(field('lowAt')).toMatchObject({ id: 'goods-low-at', hint: undefined, error: '请填整数。' })
  expect(formFields(words, form)('lowAt').id).toBe('low-at')
  field('lowAt').onChange('6')
  expect(changes).toEqual([{ lowAt: '6' }])
})
