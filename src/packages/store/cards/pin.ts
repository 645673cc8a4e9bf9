/** The PIN of a card as a household chooses it. Pure. */
import { cardsWords } from '@/copy/card'

export interface ChosenPin {
  pin: string
  /** Typed once more: nobody sees what was typed. */
  again: string
}

export const noPin: ChosenPin = { pin: '', again: '' }

/** What is wrong with it, by field. */
export function pinProblems({ pin, again }: ChosenPin): Partial<Record<keyof ChosenPin, string>> {
  const says = cardsWords.problems
  if (!/^\d{4}$/.test(pin)) return { pin: says.pin }
  return pin === again ? {} : { again: says.again }
}
