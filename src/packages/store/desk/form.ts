/** The settings of a store: what is typed, what is wrong with it, what is sent. Pure. */
import type { StoreSaveInput, StoreView } from '#types/store'
import { settingsWords as words } from '@/copy/shelf'
import { whole } from '../whole'

export interface SettingsForm {
  name: string
  place: string
  opens: string
  closes: string
  /** '1' Monday to '7' Sunday. */
  weekdays: string[]
  cardDailyLimit: string
}

/** Most points of a price or a limit, as the cloud takes them. */
const mostPoints = 100_000

/** What a new store begins with, or what the store has. */
export function settingsOf(store: StoreView | undefined, name: string): SettingsForm {
  if (!store)
    return { name, place: '', opens: '08:30', closes: '17:30', weekdays: [...'1234567'], cardDailyLimit: '60' }
  const { place, opens, closes, weekdays, cardDailyLimit } = store
  return {
    ...{ name: store.name, place, opens, closes },
    weekdays: weekdays.map(String),
    cardDailyLimit: String(cardDailyLimit),
  }
}

export type SettingsProblems = Partial<Record<keyof typeof words.problems, string>>

/** What keeps it from being saved, by field. */
export function settingsProblems(form: SettingsForm): SettingsProblems {
  const says = words.problems
  const problems: SettingsProblems = {}
  if (form.name.trim().length < 2) problems.name = says.name
  if (form.place.trim().length < 2) problems.place = says.place
  if (form.closes <= form.opens) problems.hours = says.hours
  if (form.weekdays.length === 0) problems.weekdays = says.weekdays
  if (Number.isNaN(whole(form.cardDailyLimit, 1, mostPoints))) problems.cardDailyLimit = says.cardDailyLimit
  return problems
}

/** As it is sent; only of a form without problems. `version` of the store that it changes. */
export function inputOf(form: SettingsForm, villageId: string, version: number | undefined): StoreSaveInput {
  return {
    ...{ villageId, name: form.name.trim(), place: form.place.trim(), opens: form.opens, closes: form.closes },
    ...(version === undefined ? {} : { version }),
    weekdays: form.weekdays.map(Number).sort(),
    cardDailyLimit: whole(form.cardDailyLimit, 1, mostPoints),
  }
}
