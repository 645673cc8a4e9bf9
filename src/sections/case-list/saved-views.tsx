import { View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/button'
import { Choice, TextField } from '@/components/field'
import { Sheet } from '@/components/sheet'
import { casesWords as words } from '@/copy/cases'
import { login } from '@/platform/login'
import { storage } from '@/platform/storage'
import { type CaseFilter, isFiltered } from './filter'
import { type SavedView, savedAs, withView } from './saved'

interface Props {
  views: readonly CaseFilter['view'][]
  filter: CaseFilter
  onFilter(filter: CaseFilter): void
  /** The other buttons of the bar. */
  children: ReactNode
}

const slot = () => `cases.saved:${login.owner()}`

/** Filters kept under a name, over the bar of the list's buttons: a chip each, `saved-<name>`; ids `saved-keep`, `saved-forget`, `saved-name`. */
export function SavedViews({ views, filter, onFilter, children }: Props) {
  const [saved, setSaved] = useState<readonly SavedView[]>(() => storage.get<SavedView[]>(slot()) ?? [])
  const [naming, setNaming] = useState(false)
  const [name, setName] = useState('')
  const [asked, setAsked] = useState(false)
  // A post that has ended takes its lists with it.
  const shown = saved.filter((one) => views.includes(one.filter.view))
  const now = savedAs(shown, filter)
  const keep = (next: SavedView[]) => {
    storage.set(slot(), next)
    setSaved(next)
  }
  const close = () => {
    setNaming(false)
    setAsked(false)
    setName('')
  }
  const save = () => {
    if (name.trim() === '') return setAsked(true)
    keep(withView(saved, { name: name.trim(), filter }))
    close()
  }
  return (
    <>
      {shown.length > 0 && (
        <Choice
          id="saved"
          label={words.saved}
          options={shown.map((one) => ({ value: one.name, label: one.name }))}
          value={now?.name}
          onChange={(chosen) => onFilter(shown.find((one) => one.name === chosen)!.filter)}
        />
      )}
      <View className="case-list__bar">
        {children}
        {isFiltered(filter) && !now && (
          <Button id="saved-keep" narrow onTap={() => setNaming(true)}>
            {words.save}
          </Button>
        )}
        {now && (
          <Button id="saved-forget" narrow kind="danger" onTap={() => keep(saved.filter((one) => one !== now))}>
            {words.forget}
          </Button>
        )}
      </View>
      <Sheet id="save-view" open={naming} title={words.saveTitle} confirm={words.save} onConfirm={save} onClose={close}>
        <TextField
          id="saved-name"
          label={words.saveName}
          hint={words.saveHint}
          required
          most={12}
          error={asked && name.trim() === '' ? words.saveNeeded : undefined}
          value={name}
          onChange={setName}
        />
      </Sheet>
    </>
  )
}
