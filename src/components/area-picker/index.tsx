import { View } from '@tarojs/components'
import { useState } from 'react'
import type { AreaView } from '#types/area'
import type { AreaLevel } from '#types/roles'
import { kit } from '@/copy/kit'
import { useQuery } from '@/state/query'
import { Cell } from '../cell'
import { Field, type FieldProps } from '../field/frame'
import { TextField } from '../field/text-field'
import { Sheet } from '../sheet'
import { Skeleton } from '../skeleton'
import { Failure } from '../status-box'
import { TapBox } from '../tap-box'

/** A chosen area: its code and the name to show. */
export type ChosenArea = Pick<AreaView, 'id' | 'fullName'>

interface Props extends FieldProps {
  value: ChosenArea | undefined
  onChange(area: ChosenArea): void
  /** Levels that may be chosen; all when left out. */
  levels?: readonly AreaLevel[]
  /** Where browsing starts and ends upwards; the counties when left out. Searching still looks everywhere. */
  root?: ChosenArea
}

/**
 * Chooses an area of the tree by going down it, or by name.
 * Ids: `<id>-open`, in the sheet `<id>-words`, `<id>-up`, one per area `<id>-area-<code>`, `<id>-sheet-ok`.
 */
export function AreaPicker({ value, onChange, levels, root, ...field }: Props) {
  const [open, setOpen] = useState(false)
  return (
    <Field {...field}>
      <TapBox
        id={`${field.id}-open`}
        label={field.label}
        value={value?.fullName}
        placeholder={kit.chooseArea}
        onTap={() => setOpen(true)}
      />
      {open && (
        <Chooser
          id={field.id}
          label={field.label}
          levels={levels}
          root={root}
          onClose={() => setOpen(false)}
          onChoose={(area) => {
            setOpen(false)
            onChange(area)
          }}
        />
      )}
    </Field>
  )
}

interface ChooserProps extends Pick<Props, 'id' | 'label' | 'levels' | 'root'> {
  onClose(): void
  onChoose(area: ChosenArea): void
}

function Chooser({ id, label, levels, root, onClose, onChoose }: ChooserProps) {
  const [path, setPath] = useState<AreaView[]>([])
  const [words, setWords] = useState('')
  const here = path[path.length - 1]
  const parentId = here?.id ?? root?.id
  const searching = words.trim().length > 0
  const below = useQuery('area.children', searching ? undefined : parentId ? { parentId } : {})
  const found = useQuery('area.search', searching ? { words: words.trim() } : undefined)
  const query = searching ? found : below
  const may = (area: AreaView) => !levels || levels.includes(area.level)
  const choosable = here && may(here)
  return (
    <Sheet
      id={`${id}-sheet`}
      open
      title={label}
      confirm={here ? kit.take(here.name) : kit.chooseArea}
      blocked={!choosable}
      onConfirm={() => choosable && onChoose(here)}
      onClose={onClose}
    >
      <TextField id={`${id}-words`} label={kit.findArea} value={words} most={20} onChange={setWords} />
      {path.length > 0 && !searching && (
        <Cell
          id={`${id}-up`}
          label={`‹ ${path.map(({ name }) => name).join(' / ')}`}
          onTap={() => setPath(path.slice(0, -1))}
        />
      )}
      {query.loading && <Skeleton rows={1} />}
      {query.error && !query.data && (
        <Failure id={`${id}-areas`} error={query.error} onRetry={() => void query.reload()} />
      )}
      {searching && query.data?.rows.length === 0 && <View>{kit.areaNothing}</View>}
      {query.data?.rows.map((area) => (
        <Cell
          key={area.id}
          id={`${id}-area-${area.id}`}
          label={searching ? area.fullName : area.name}
          note={area.hasChildren && !searching ? kit.areaBelow : undefined}
          onTap={() => {
            if (may(area) && (searching || !area.hasChildren)) return onChoose(area)
            setWords('')
            if (area.hasChildren) setPath(searching ? [area] : [...path, area])
          }}
        />
      ))}
    </Sheet>
  )
}
