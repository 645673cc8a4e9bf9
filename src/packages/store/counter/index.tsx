import { useState } from 'react'
import { Button } from '@/components/button'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Empty } from '@/components/status-box'
import { Tabs } from '@/components/tabs'
import { counterWords as words } from '@/copy/store'
import { go } from '@/platform/go'
import { scan } from '@/platform/scan'
import { WithMe } from '@/sections/with-me'
import { useOnReturn } from '@/state/on-return'
import { renew } from '@/state/query'
import { myStoreOf } from '../my-store'
import { forgetVerified, keepVerified, useVerified } from '../verified'
import { goBehind } from '../ways'
import { Day } from './day'
import { useHandOvers } from './hand-overs'
import { InHand } from './in-hand'
import { TypeCode } from './type-code'
import { useVerifying } from './verifying'
import { Waiting } from './waiting'
import './index.scss'

/** The keeper's counter: verify what is shown, see who and what, hand over. Large for everybody, the main button at the thumb. */
export default function Counter() {
  return (
    <WithMe>
      {({ posts }) => {
        const mine = myStoreOf(posts)
        return mine?.roles.includes('storeKeeper') ? <Desk storeId={mine.id} /> : <NotKeeper />
      }}
    </WithMe>
  )
}

function NotKeeper() {
  const action = { id: 'counter-shop', words: words.toShop, onTap: () => go('shop') }
  return (
    <Page large>
      <Empty title={words.notKeeper} advice={words.notKeeperAdvice} action={action} />
    </Page>
  )
}

type View = 'verify' | 'waiting' | 'day'

function Desk({ storeId }: { storeId: string }) {
  const [view, setView] = useState<View>('verify')
  /** The redemption on the counter: verified or chosen from those that wait. */
  const [inHandId, setInHandId] = useState<string>()
  const verified = useVerified()
  const handOvers = useHandOvers(verified)
  const verifying = useVerifying(storeId, (row) => {
    keepVerified(row)
    setInHandId(row.id)
  })
  useOnReturn(async () => renew('redemption.'))
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
            <>
              <TypeCode
                verifying={verifying}
                onVerify={(code) => {
                  setInHandId(undefined)
                  void verifying.verify(code)
                }}
              />
              <Button id="counter-card" onTap={() => goBehind('card')}>
                {words.card}
              </Button>
            </>
          )}
        </>
      )}
      {view === 'waiting' && (
        <Waiting
          storeId={storeId}
          verified={verified}
          handOvers={handOvers}
          onChoose={(id) => {
            verifying.clear()
            setInHandId(id)
            setView('verify')
          }}
        />
      )}
      {view === 'day' && <Day storeId={storeId} />}
    </Page>
  )
}
