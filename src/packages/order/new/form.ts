/** The form of 点单, pure: what it keeps, what is still wrong with it, and what it sends. */
import type { CaseSubmitInput, ForWhom } from '#types/case'
import {
  type CategoryId,
  categoryOf,
  type openKinds,
  type Source,
  type Urgency,
  type Visibility,
} from '#types/categories'
import type { Location } from '#types/common'
import type { VoiceValue } from '@/components/voice-input'
import { orderWords as words } from '@/copy/order'
import type { OutboxEntry } from '@/state/outbox-reducer'

export const steps = ['category', 'matter', 'place', 'check'] as const
export type Step = (typeof steps)[number]

/** How a worker heard of it; `own` is by themselves or from whom it is for. */
export type OutsideSource = Exclude<Source, 'onBehalf'>

export interface OrderForm {
  step: Step
  category?: CategoryId
  words: string
  voice?: VoiceValue
  /** Names of the kept copies. */
  photos: string[]
  urgency: Urgency
  visibility: Visibility
  /** As people say it. */
  placeText: string
  location?: Location
  /** The village, where home isn't known or the matter lies elsewhere. */
  village?: { id: string; name: string }
  placeToken?: string
  /** Another only for doorstep roles (代报). */
  forWhom: ForWhom['who']
  /** Whose matter it is: a name of the household, or the one without a phone. */
  name: string
  /** The member of the household, where the roster has them. */
  memberId?: string
  phone: string
  source: OutsideSource
  /** What the case is numbered where it came from. */
  outsideNumber: string
  /** For an opinion about conduct. */
  about?: { personId?: string; name: string }
}

export const EMPTY: OrderForm = {
  step: 'category',
  words: '',
  photos: [],
  urgency: 'normal',
  visibility: 'village',
  placeText: '',
  forWhom: 'self',
  name: '',
  phone: '',
  source: 'own',
  outsideNumber: '',
}

/** The draft's name; a refused submission comes back under it. */
export const DRAFT = 'case.submit'

/** Whether nothing has been written yet: what a scanned code or a tile filled in does not count. */
export const isBlank = ({ words: said, voice, photos, name, placeText, placeToken }: OrderForm): boolean =>
  `${said}${name}`.trim() === '' && !voice && photos.length === 0 && (placeText === '' || placeToken !== undefined)

/** What the checks need to know beside the form. */
export interface Filer {
  /** Whether the cloud knows where they live. */
  hasHome: boolean
}

type Problems = Partial<Record<'category' | 'words' | 'village' | 'name' | 'phone' | 'about', string>>

const checks: Record<Step, (form: OrderForm, filer: Filer) => Problems> = {
  category: (form) => (form.category ? {} : { category: words.needCategory }),
  matter: (form) => ({
    ...(form.words.trim() === '' && !form.voice ? { words: words.needWords } : {}),
    ...(form.category && categoryOf(form.category).aboutPerson && !form.about ? { about: words.needAbout } : {}),
  }),
  place: (form, filer) => ({
    ...(!filer.hasHome && !form.village ? { village: words.needVillage } : {}),
    ...(form.forWhom !== 'self' && form.name.trim() === '' ? { name: words.needName } : {}),
    ...(form.forWhom === 'another' && form.phone !== '' && !/^(1[3-9]\d{9}|0\d{9,11})$/.test(form.phone)
      ? { phone: words.badPhone }
      : {}),
  }),
  check: () => ({}),
}

/** What is wrong on one step; empty when it can go on. */
export const problemsOf = (form: OrderForm, step: Step, filer: Filer): Problems => checks[step](form, filer)

/** The first step that still has a problem; `check` when all is well. */
export const firstProblem = (form: OrderForm, filer: Filer): Step =>
  steps.find((step) => Object.keys(problemsOf(form, step, filer)).length > 0) ?? 'check'

/** The place as the cloud takes it. */
export const placeOf = (form: OrderForm): CaseSubmitInput['place'] => ({
  text: form.placeText.trim(),
  ...(form.location ? { location: form.location } : {}),
  ...(form.village ? { areaId: form.village.id } : {}),
})

/** The matter in words, with whom it is about in front where they aren't known by an id. */
const wordsOf = ({ words: said, about }: OrderForm): string =>
  about && !about.personId ? `${words.aboutFront(about.name)}${said.trim()}` : said.trim()

/** For whom; a member of the household known to the roster goes by the id alone, since their name is shown masked here. */
function forWhomOf({ forWhom, name, memberId, phone }: OrderForm): ForWhom {
  if (forWhom === 'self') return { who: forWhom }
  if (forWhom === 'household') return { who: forWhom, ...(memberId ? { personId: memberId } : { name: name.trim() }) }
  return { who: forWhom, name: name.trim(), ...(phone ? { phone } : {}) }
}

/** Where it came from; a hotline's or the petition office's number stays with it. */
function sourceOf({ source, outsideNumber, forWhom }: OrderForm): Pick<CaseSubmitInput, 'source' | 'outsideNumber'> {
  if (source === 'own') return { source: forWhom === 'another' ? 'onBehalf' : 'own' }
  const number = source === 'patrol' ? '' : outsideNumber.trim()
  return { source, ...(number ? { outsideNumber: number } : {}) }
}

/** What is sent; photos and the recording follow as {@link attachmentsOf}. The category must have been chosen. */
export function inputOf(form: OrderForm): CaseSubmitInput {
  const id = form.category!
  const category = categoryOf(id)
  return {
    kind: category.kind as (typeof openKinds)[number],
    category: id,
    words: wordsOf(form),
    place: placeOf(form),
    urgency: form.urgency,
    visibility: category.alwaysPrivate ? 'private' : form.visibility,
    ...sourceOf(form),
    ...(form.voice ? { voice: { fileId: '', seconds: form.voice.seconds } } : {}),
    forWhom: forWhomOf(form),
    ...(form.about?.personId ? { aboutPersonId: form.about.personId } : {}),
    ...(form.placeToken ? { placeToken: form.placeToken } : {}),
  }
}

/** The files that become file ids of the input before it is sent. */
export const attachmentsOf = (form: OrderForm): OutboxEntry['attachments'] => [
  ...form.photos.map((localFile) => ({ field: 'photos', many: true, localFile })),
  ...(form.voice ? [{ field: 'voice.fileId', many: false, localFile: form.voice.file }] : []),
]
