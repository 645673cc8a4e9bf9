import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { TextField } from '@/components/field'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Empty } from '@/components/status-box'
import { setup as copy } from '@/copy/admin'
import { workPages } from '@/sections/menu'
import { useDraft } from '@/state/draft'
import { renew } from '@/state/query'
import { useWrite } from '@/state/write'

/** First set-up: whoever holds the one-time code of the deployment becomes the county's first administrator. */
export default function Setup() {
  const draft = useDraft('setup.claim', { code: '', name: '' })
  const write = useWrite('setup.claim')
  const [asked, setAsked] = useState(false)
  const [done, setDone] = useState(false)
  const { code, name } = draft.value
  const problems = {
    code: code.replace(/[\s-]/g, '').length >= 8 ? undefined : copy.problems.code,
    name: name.trim() ? undefined : copy.problems.name,
  }
  const send = async () => {
    setAsked(true)
    if (problems.code || problems.name) return
    const answer = await write.run({ code: code.trim(), name: name.trim() })
    if (!answer.ok) return
    draft.discard()
    renew('person.', 'home.')
    setDone(true)
  }
  if (done) {
    const toRoster = () => void Taro.redirectTo({ url: workPages.roster })
    return (
      <Page>
        <Empty
          title={copy.done}
          advice={copy.next}
          action={{ id: 'setup-roster', words: copy.toRoster, onTap: toRoster }}
        />
      </Page>
    )
  }
  return (
    <Page
      footer={
        <>
          {write.error && <NoticeBar tone="error">{write.error.message}</NoticeBar>}
          <Button id="setup-send" kind="main" busy={write.busy} onTap={() => void send()}>
            {copy.send}
          </Button>
        </>
      }
    >
      <Card title={copy.title}>{copy.advice}</Card>
      <Card>
        <TextField
          id="setup-code"
          label={copy.code}
          hint={copy.codeHint}
          required
          most={80}
          value={code}
          error={asked ? problems.code : undefined}
          onChange={(words) => draft.change({ code: words })}
        />
        <TextField
          id="setup-name"
          label={copy.name}
          required
          most={30}
          value={name}
          error={asked ? problems.name : undefined}
          onChange={(words) => draft.change({ name: words })}
        />
      </Card>
    </Page>
  )
}
