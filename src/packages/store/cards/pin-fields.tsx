import { TextField } from '@/components/field'
import { cardsWords as words } from '@/copy/card'
import type { ChosenPin, pinProblems } from './pin'

interface Props {
  /** Ids: `<id>`, `<id>-again`. */
  id: string
  label: string
  value: ChosenPin
  problems: ReturnType<typeof pinProblems>
  onChange(value: ChosenPin): void
}

/** The PIN twice, shown as dots; never a draft. */
export function PinFields({ id, label, value, problems, onChange }: Props) {
  return (
    <>
      <TextField
        id={id}
        label={label}
        hint={words.pinHint}
        type="number"
        secret
        most={4}
        error={problems.pin}
        value={value.pin}
        onChange={(pin) => onChange({ ...value, pin })}
      />
      <TextField
        id={`${id}-again`}
        label={words.again}
        type="number"
        secret
        most={4}
        error={problems.again}
        value={value.again}
        onChange={(again) => onChange({ ...value, again })}
      />
    </>
  )
}
