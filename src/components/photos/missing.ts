import type { MediaView } from '#types/case'
import { mediaMissing } from '@/copy/media'

/** Why something has no address yet or never will, in words; nothing where it has one. */
export function whyMissing({ url, state }: Pick<MediaView, 'url' | 'state'>): string | undefined {
  if (url) return undefined
  return state === 'refused' || state === 'expired' ? mediaMissing[state] : mediaMissing.checking
}
