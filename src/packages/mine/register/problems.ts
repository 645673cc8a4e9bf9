import type { Village } from '@/components/village-picker'
import { registerWords as words } from '@/copy/register'

/** What is still wrong with a registration, by field; empty when it can be sent. Pure. */
export function problemsOf(form: { village?: Village; name: string; household: string; agreed: boolean }) {
  const name = form.name.trim()
  return {
    ...(form.village ? {} : { village: words.needVillage }),
    ...(name === '' ? { name: words.needName } : /^[\p{L}·.\s]+$/u.test(name) ? {} : { name: words.badName }),
    ...(form.household.trim() === '' ? { household: words.needHousehold } : {}),
    ...(form.agreed ? {} : { agreed: words.agreeNeeded }),
  } as Partial<Record<'village' | 'name' | 'household' | 'agreed', string>>
}
