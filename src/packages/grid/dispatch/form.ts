import type { CaseDetail, CaseEventInput, OrderTarget } from '#types/case'
import { categoryOf, type Skill } from '#types/categories'
import { dispatch as copy } from '@/copy/dispatch'

/** The two events by which a case goes to somebody else. */
export type Dispatching = 'dispatch' | 'transfer'

/** What is filled in; kept as a draft. Names are kept for the button only. */
export interface DispatchForm {
  to: OrderTarget['to']
  person?: { id: string; name: string }
  organization?: { id: string; name: string }
  /** Undefined until touched: then what the category asks for. */
  skills?: Skill[]
  within: keyof typeof copy.hours
  note: string
  reason: string
}

export const EMPTY: DispatchForm = { to: 'person', within: 'standard', note: '', reason: '' }

/** The skills asked for: those chosen, else those of the last order, else the category's own. */
export function skillsOf(form: DispatchForm, row: Pick<CaseDetail, 'skills' | 'category'>): Skill[] {
  if (form.skills) return form.skills
  if (row.skills?.length) return row.skills
  const { skill } = categoryOf(row.category)
  return skill ? [skill] : []
}

/** What is missing, each in a sentence that says what to do. */
export function problemsOf(form: DispatchForm, event: Dispatching): { target?: string; reason?: string } {
  const target =
    form.to === 'person' && !form.person
      ? copy.problems.person
      : form.to === 'department' && !form.organization
        ? copy.problems.department
        : undefined
  const reason = event === 'transfer' && form.reason.trim().length < 2 ? copy.problems.reason : undefined
  return { ...(target ? { target } : {}), ...(reason ? { reason } : {}) }
}

function targetOf(form: DispatchForm): OrderTarget {
  if (form.to === 'person') return { to: 'person', personId: form.person!.id }
  if (form.to === 'department') return { to: 'department', organizationId: form.organization!.id }
  return { to: 'pool' }
}

type On = Pick<CaseDetail, 'id' | 'version' | 'skills' | 'category'>

/** The event as the cloud takes it. The form must have no problems. */
export function dispatchInput(form: DispatchForm, row: On): CaseEventInput<'dispatch'> {
  return {
    caseId: row.id,
    version: row.version,
    target: targetOf(form),
    skills: skillsOf(form, row),
    ...(form.within === 'standard' ? {} : { acceptWithinHours: Number(form.within.slice(1)) }),
    note: form.note.trim(),
  }
}

/** As {@link dispatchInput}, for 转办. */
export function transferInput(form: DispatchForm, row: On): CaseEventInput<'transfer'> {
  return { caseId: row.id, version: row.version, target: targetOf(form), reason: form.reason.trim() }
}

/** Whom the button names. */
export function targetName(form: DispatchForm): string | undefined {
  return form.to === 'person'
    ? form.person?.name
    : form.to === 'department'
      ? form.organization?.name
      : copy.targets.pool
}
