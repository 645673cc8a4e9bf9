import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { NoticeBar } from '@/components/notice-bar'
import { momentSaid } from '@/components/when'
import { orderWords as words } from '@/copy/order'
import { cloudTime } from '@/platform/clock'
import { go, goInstead, goTab } from '@/platform/go'
import { subscribe } from '@/platform/subscribe'
import { useQuery } from '@/state/query'
import { useWrite } from '@/state/write'
import type { Sent } from './sending'

interface Props {
  outcome: Sent
  /** Not on the roster yet. */
  visitor: boolean
  onAnother(): void
}

/** The number, who has it, and what one may want next. */
export function Done({ outcome, visitor, onAnother }: Props) {
  const sent = outcome.state === 'sent' ? outcome.output : undefined
  return (
    <>
      <Card title={words[outcome.state]}>
        {sent ? (
          <>
            <View className="page__note">{words.number}</View>
            <View id="order-number" className="order__number">
              {sent.number}
            </View>
            {words.doneWords(sent.expected, momentSaid(sent.assessBy, cloudTime()))}
          </>
        ) : (
          <View id={`order-${outcome.state}`}>
            {outcome.state === 'returned' ? `${outcome.refusal}${words.returnedWords}` : words.waitingWords}
          </View>
        )}
      </Card>
      {sent && <Consent />}
      {visitor && (
        <Card>
          {words.visitor}
          <Button id="order-register" onTap={() => go('register')}>
            {words.register}
          </Button>
        </Card>
      )}
      <View className="page__buttons">
        <Button
          id="order-see"
          kind="main"
          onTap={() => (sent ? goInstead('order', { caseId: sent.id }) : goTab('cases'))}
        >
          {words.see}
        </Button>
        <Button id="order-another" onTap={onAnother}>
          {words.another}
        </Button>
        <Button id="order-home" onTap={() => goTab('home')}>
          {words.home}
        </Button>
      </View>
    </>
  )
}

/** One WeChat message more, asked at the moment it helps; nothing is shown where the place has set no template. */
function Consent() {
  const inbox = useQuery('message.list', {})
  const consent = useWrite('message.consent')
  const [given, setGiven] = useState<boolean>()
  const template = inbox.data?.templates.progress
  if (!template) return null
  const ask = async () => {
    const answer = (await subscribe([template]))[template]
    const granted = answer === 'accept' || answer === 'h5'
    setGiven(granted && (await consent.run({ granted: ['progress'] })).ok)
  }
  return (
    <Card>
      {given === undefined ? (
        <>
          <Button id="consent" busy={consent.busy} onTap={ask}>
            {words.consent}
          </Button>
          <View className="page__note">{words.consentWhy}</View>
        </>
      ) : (
        <NoticeBar>{given ? words.consented : words.notConsented}</NoticeBar>
      )}
    </Card>
  )
}
