import { useState } from 'react'
import { Button } from '../button'
import { type FieldProps, TextField } from '../field'

interface Props extends FieldProps {
  /** Words on the button. */
  find: string
  kind?: 'main'
  /** Most characters. */
  most: number
  /** What was looked for before. */
  initial?: string
  /** Without spaces around them; empty to look for nothing. */
  onFind(words: string): void
}

/** Words to look for: found by the keyboard's own key or by the button below. Ids: `<id>-words`, `<id>-find`. */
export function SearchField({ id, find, kind, most, initial = '', onFind, ...field }: Props) {
  const [typed, setTyped] = useState(initial)
  const search = () => onFind(typed.trim())
  return (
    <>
      <TextField
        {...field}
        id={`${id}-words`}
        most={most}
        value={typed}
        onChange={setTyped}
        done="search"
        onDone={search}
      />
      <Button id={`${id}-find`} kind={kind} onTap={search}>
        {find}
      </Button>
    </>
  )
}
