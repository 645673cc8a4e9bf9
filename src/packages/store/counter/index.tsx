import { useState } from 'react'
import type { StoreView } from '#types/store'
import { Button } from '@/components/button'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Skeleton } from '@/components/skeleton'
import { Empty, Failure } from '@/components/status-box'
import { Tabs } from '@/components/tabs'
import { counterWords as words } from '@/copy/store'
import { goTab } from '@/platform/go'
import { scan } from '@/platform/scan'
import { useSignedIn } from '@/state/entrance'
import { useOnReturn } from '@/state/on-return'
import { renew, useQuery } from '@/state/query'
import { forgetVerified, keepVerified, useVerified } from '../verified'
import { Day } from './day'
import { useHandOvers } from './hand-overs'
import { InHand } from './in-hand'
import { TypeCode } from './type-code'
import { useVerifying } from './verifying'
import { Waiting } from './waiting'
import './index.scss'

/** The keeper's counter: verify what is shown, see who and what, hand over. Large for everybody, the main button at the thumb. */
export default function Counter() {
  return useSignedIn() ? <Content /> : <Page large>{null}</Page>
}

function Content() {
  const store = useQuery('store.get', {})
  useOnReturn(() => {
    renew('redemption.')
    return store.reload()
  })
  if (store.data?.mine.includes('storeKeeper')) return <Desk store={store.data} />
  return (
    <Page large>
      {store.loading && <Skeleton />}
      {store.error && <Failure id="counter" error={store.error} onRetry={() => void store.reload()} />}
      {store.data && (
        <Empty
          title={words.notKeeper}
          advice={words.notKeeperAdvice}
          action={{ id: 'counter-home', words: words.home, onTap: () => goTab('home') }}
        />
      )}
    </Page>
  )
}

type View = 'verify' | 'waiting' | 'day'

function Desk({ store }: { store: StoreView }) {
  const [view, setView] = useState<View>('verify')
  /** The redemption on the counter: verified or chosen from those that wait. */
  const [inHandId, setInHandId] = useState<string>()
  const verified = useVerified()
  const handOvers = useHandOvers(verified)
  const verifying = useVerifying(store.id, (row) => {
    keepVerified(row)
    setInHandId(row.id)
  })
  const row = verified.find(({ id }) => id === inHandId)
  const ready = view === 'verify' && row && !handOvers.of(row.id) ? row : undefined
  const scanCode = async () => {
    const text = await scan()
    if (text === undefined) return
    setView('verify')
    setInHandId(undefined)
    await verifying.verify(text)
  }
  return (
    <Page
      large
      footer={
        ready ? (
          <Button id="counter-hand" kind="main" busy={handOvers.busy} onTap={() => void handOvers.make(ready)}>
            {words.hand}
          </Button>
        ) : (
          <Button id="counter-scan" kind="main" busy={verifying.busy} onTap={() => void scanCode()}>
            {words.scan}
          </Button>
        )
      }
    >
      {handOvers.unconfirmed > 0 && (
        <NoticeBar id="counter-unconfirmed" tone="warn">
          {words.unconfirmed(handOvers.unconfirmed)}
        </NoticeBar>
      )}
      <Tabs
        id="counter-view"
        label={words.views}
        options={[
          { value: 'verify', label: words.verify },
          { value: 'waiting', label: words.waiting, count: verified.length },
          { value: 'day', label: words.day },
        ]}
        value={view}
        onChange={setView}
      />
      {view === 'verify' && (
        <>
          {inHandId && (
            <InHand
              id={inHandId}
              row={row}
              entry={handOvers.of(inHandId)}
              onLater={() => setInHandId(undefined)}
              onAgain={() => handOvers.dismiss(inHandId)}
              onForget={() => {
                handOvers.dismiss(inHandId)
                forgetVerified(inHandId)
                setInHandId(undefined)
              }}
            />
          )}
          {(!inHandId || !ready) && (
            <TypeCode
              verifying={verifying}
              onVerify={(code) => {
                setInHandId(undefined)
                void verifying.verify(code)
              }}
            />
          )}
        </>
      )}
      {view === 'waiting' && (
        <Waiting
          storeId={store.id}
          verified={verified}
          handOvers={handOvers}
          onChoose={(id) => {
            setInHandId(id)
            setView('verify')
          }}
        />
      )}
      {view === 'day' && <Day storeId={store.id} />}
    </Page>
  )
}
