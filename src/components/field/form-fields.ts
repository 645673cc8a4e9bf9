/** A form whose fields change one by one: what is typed, what is wrong with it. */
interface Form<Value> {
  value: Value
  change(fields: Partial<Value>): void
  /** By field, or by what is asked otherwise. */
  problems?: Partial<Record<string, string>>
}

/** The names of those words that are one sentence. */
type SentencesOf<Words> = { [Name in keyof Words]: Words[Name] extends string ? Name : never }[keyof Words]

const dashed = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/**
 * What every field of a form has, by its name: `const field = formFields(words, form, 'goods')`, then
 * `<TextField {...field('price')} type="number" />`. Its id is `goods-price`, its label `words.price`, its hint
 * `words.priceHint` where there is such a sentence; without a prefix the id is the name.
 */
export function formFields<Value extends object, Words extends object>(
  words: Words,
  { value, change, problems = {} }: Form<Value>,
  prefix?: string,
) {
  const said = words as Readonly<Record<string, unknown>>
  return <Name extends keyof Value & SentencesOf<Words> & string>(name: Name) => {
    const hint = said[`${name}Hint`]
    return {
      id: prefix ? `${prefix}-${dashed(name)}` : dashed(name),
      label: said[name] as string,
      hint: typeof hint === 'string' ? hint : undefined,
      error: problems[name],
      value: value[name],
      onChange: (typed: Value[Name]) => change({ [name]: typed } as unknown as Partial<Value>),
    }
  }
}
