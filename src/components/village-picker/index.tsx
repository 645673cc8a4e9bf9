import { View } from '@tarojs/components'
import { useState } from 'react'
import type { AreaView } from '#types/area'
import { villageWords } from '@/copy/village'
import { call } from '@/platform/call'
import { asCallError, type CallError } from '@/platform/error'
import { whereAmI } from '@/platform/place'
import { useQuery } from '@/state/query'
import { Button } from '../button'
import { Cell } from '../cell'
import { Field, type FieldProps, TextField } from '../field'
import { NoticeBar } from '../notice-bar'
import { Skeleton } from '../skeleton'
import { Failure } from '../status-box'

/** A village as a form keeps it. */
export interface Village {
  id: string
  /** `尤店乡 · 钓鱼台村`. */
  name: string
}

interface Props extends FieldProps {
  value: Village | undefined
  onChange(value: Village | undefined): void
}

const villageOf = (row: AreaView): Village => ({ id: row.id, name: row.fullName })

/**
 * A village by its name, by where the phone is, or by town. Ids: `<id>-search`, `<id>-here`, `<id>-again`, `<id>-up`,
 * `<id>-area-<code>` for each row.
 */
export function VillagePicker({ value, onChange, ...field }: Props) {
  if (value) {
    return (
      <Field {...field}>
        <Cell label={value.name} value={villageWords.chosen} />
        <Button id={`${field.id}-again`} onTap={() => onChange(undefined)}>
          {villageWords.again}
        </Button>
      </Field>
    )
  }
  return <Chooser {...field} onChange={onChange} />
}

function Chooser({ onChange, ...field }: Omit<Props, 'value'>) {
  const { id } = field
  const [words, setWords] = useState('')
  const [path, setPath] = useState<AreaView[]>([])
  const choose = (row: AreaView) =>
    row.level === 'village' ? onChange(villageOf(row)) : setPath((way) => [...way, row])
  return (
    <Field {...field}>
      <TextField
        id={`${id}-search`}
        label={villageWords.search}
        hint={villageWords.searchHint}
        most={20}
        value={words}
        onChange={setWords}
      />
      {words.trim().length > 1 ? (
        <Found id={id} words={words.trim()} onChoose={choose} />
      ) : (
        <>
          <Here id={id} onChoose={choose} />
          <View className="field__label">{villageWords.browse}</View>
          {path.length > 0 && (
            <Button id={`${id}-up`} narrow onTap={() => setPath((way) => way.slice(0, -1))}>
              {villageWords.back}
            </Button>
          )}
          <Children id={id} parent={path[path.length - 1]} onChoose={choose} />
        </>
      )}
    </Field>
  )
}

interface Rows {
  id: string
  onChoose(row: AreaView): void
}

const rowsOf = (id: string, rows: AreaView[], onChoose: (row: AreaView) => void) =>
  rows.map((row) => <Cell key={row.id} id={`${id}-area-${row.id}`} label={row.fullName} onTap={() => onChoose(row)} />)

function Found({ id, words, onChoose }: Rows & { words: string }) {
  const found = useQuery('area.search', { words })
  if (found.error) return <Failure id={`${id}-found`} error={found.error} onRetry={() => void found.reload()} />
  if (!found.data) return <View className="field__hint">{villageWords.searching}</View>
  const rows = found.data.rows.filter((row) => row.level === 'village')
  return rows.length > 0 ? rowsOf(id, rows, onChoose) : <View className="field__hint">{villageWords.nothing}</View>
}

/** A county that stands alone is passed over: its towns come first. */
function Children({ id, parent, onChoose }: Rows & { parent: AreaView | undefined }) {
  const top = useQuery('area.children', {})
  const alone = top.data?.rows.length === 1 ? top.data.rows[0] : undefined
  const from = parent ?? alone
  const below = useQuery('area.children', from && { parentId: from.id })
  const shown = from ? below : top
  if (shown.error) return <Failure id={`${id}-areas`} error={shown.error} onRetry={() => void shown.reload()} />
  if (!shown.data) return <Skeleton />
  return rowsOf(id, shown.data.rows, onChoose)
}

function Here({ id, onChoose }: Rows) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<CallError>()
  const [rows, setRows] = useState<AreaView[]>()
  const find = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      setRows((await call('area.locate', { location: await whereAmI() })).rows)
    } catch (thrown) {
      setProblem(asCallError(thrown))
    } finally {
      setBusy(false)
    }
  }
  const villages = rows?.filter((row) => row.level === 'village')
  return (
    <>
      <Button id={`${id}-here`} busy={busy} onTap={find}>
        {villageWords.here}
      </Button>
      {problem && <NoticeBar tone="warn">{problem.message}</NoticeBar>}
      {villages && villages.length === 0 && <View className="field__hint">{villageWords.hereNothing}</View>}
      {villages && rowsOf(id, villages, onChoose)}
      <View className="field__gap" />
    </>
  )
}
