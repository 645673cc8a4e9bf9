import type { CaseSubmitOutput } from '#types/case'
import { categoryOf } from '#types/categories'
import { orderWords as words } from '@/copy/order'
import { files } from '@/platform/files'
import type { useDraft } from '@/state/draft'
import * as sending from '@/state/sending'
import { attachmentsOf, DRAFT, inputOf, type OrderForm } from './form'

/** What became of it: it has its number, or it waits for the network, or it was refused after having waited. */
export type Sent = sending.Sent<CaseSubmitOutput>

/** Hands the form to the outbox, or clears it away with its photos and its recording. */
export function useSending(form: ReturnType<typeof useDraft<OrderForm>>) {
  const sent = sending.useSending(DRAFT, form, (value) => ({
    input: inputOf(value),
    title: words.title(categoryOf(value.category!).label),
    attachments: attachmentsOf(value),
  }))
  return {
    ...sent,
    clear() {
      for (const file of [...form.value.photos, ...(form.value.voice ? [form.value.voice.file] : [])])
        void files.forget(file)
      form.discard()
    },
  }
}
