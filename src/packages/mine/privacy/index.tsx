import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { TextField } from '@/components/field'
import { List } from '@/components/list'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Sheet } from '@/components/sheet'
import { momentSaid } from '@/components/when'
import { privacyWords as words } from '@/copy/me'
import { call } from '@/platform/call'
import { cloudTime } from '@/platform/clock'
import { asCallError, type CallError } from '@/platform/error'
import { goTab } from '@/platform/go'
import { saveText } from '@/platform/hand-over'
import { leave } from '@/state/entrance'
import { lastKnown, renew, useList } from '@/state/query'
import { useWrite } from '@/state/write'

/** What the law gives everybody: see who looked, take a copy, be forgotten. */
export default function Privacy() {
  return (
    <Page>
      <Export />
      <Erase />
      <Seen />
    </Page>
  )
}

function Seen() {
  const seen = useList('person.seen', {})
  return (
    <Card title={words.seen}>
      <List
        id="seen"
        query={seen}
        keyOf={({ at, by, what }) => `${at}-${by}-${what}`}
        row={({ at, by, role, what }) => (
          <Cell label={words.seenRow(by, role)} note={what} value={momentSaid(at, cloudTime())} />
        )}
        empty={{ title: words.noneSeen, advice: words.noneSeenAdvice }}
      />
    </Card>
  )
}

function Export() {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<CallError>()
  const [how, setHow] = useState<'saved' | 'copied'>()
  const take = async () => {
    setBusy(true)
    setError(undefined)
    try {
      const mine = await call('person.export', {})
      setHow(await saveText(`sandan-${mine.at.slice(0, 10)}.json`, JSON.stringify(mine, null, 2)))
    } catch (thrown) {
      setError(asCallError(thrown))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Card title={words.export}>
      {words.exportWords}
      {error && <NoticeBar tone="error">{error.message}</NoticeBar>}
      {how && <NoticeBar>{words[how]}</NoticeBar>}
      <Button id="export" busy={busy} onTap={() => void take()}>
        {words.exportDo}
      </Button>
    </Card>
  )
}

/** Two steps and two words typed: what goes does not come back. */
function Erase() {
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  const write = useWrite('person.erase')
  const erase = async () => {
    if (typed.trim() !== words.WORD) return setWrong(true)
    if (!(await write.run({ confirm: words.WORD })).ok) return
    lastKnown.clear()
    leave()
    renew('')
    goTab('home')
  }
  return (
    <Card title={words.erase}>
      <View>{words.eraseWords}</View>
      <Button id="erase" kind="danger" onTap={() => setOpen(true)}>
        {words.eraseDo}
      </Button>
      <Sheet
        id="erasing"
        open={open}
        title={words.eraseTitle}
        kind="danger"
        confirm={words.eraseDo}
        busy={write.busy}
        error={write.error?.message}
        onConfirm={() => void erase()}
        onClose={() => setOpen(false)}
      >
        <View className="field__hint">{words.eraseWords}</View>
        <TextField
          id="erase-word"
          label={words.eraseTyped}
          most={4}
          error={wrong && typed.trim() !== words.WORD ? words.eraseWrong : undefined}
          value={typed}
          onChange={setTyped}
        />
      </Sheet>
    </Card>
  )
}
