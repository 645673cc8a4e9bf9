import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { DeadLetterView } from '#types/deadLetter'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { List } from '@/components/list'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { whenSaid } from '@/components/when'
import { deadLetters as copy } from '@/copy/admin'
import { cloudTime } from '@/platform/clock'
import { renew, useList } from '@/state/query'
import { useWrite } from '@/state/write'

/** Effects that failed ten times: what, where, why, and another try. */
export default function DeadLetters() {
  return (
    <Page>
      <Content />
    </Page>
  )
}

function Content() {
  const query = useList('deadLetter.list', {})
  return (
    <List
      id="dead-letters"
      query={query}
      keyOf={(row) => row.id}
      empty={{ title: copy.nothing, advice: copy.nothingAdvice }}
      row={(row) => <Letter letter={row} />}
    />
  )
}

/** Ids: `retry-<id>`. */
function Letter({ letter }: { letter: DeadLetterView }) {
  const write = useWrite('deadLetter.retry')
  const retry = async () => {
    const answer = await write.run({ id: letter.id })
    if (!answer.ok) return
    renew('deadLetter.')
    void Taro.showToast({ title: copy.retried, icon: 'none' })
  }
  return (
    <Card title={copy.kinds[letter.kind] ?? letter.kind} aside={<View>{whenSaid(letter.at, cloudTime())}</View>}>
      <View>{copy.where(letter.documentId)}</View>
      <NoticeBar tone="error">{letter.error}</NoticeBar>
      {write.error && <NoticeBar tone="warn">{write.error.message}</NoticeBar>}
      <Button id={`retry-${letter.id}`} busy={write.busy} onTap={() => void retry()}>
        {copy.retry}
      </Button>
    </Card>
  )
}
