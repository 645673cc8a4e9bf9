import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import type { CardLook, CardReceipt } from '#types/card'
import { Button } from '@/components/button'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Skeleton } from '@/components/skeleton'
import { cardCounterWords as words } from '@/copy/card'
import { call } from '@/platform/call'
import { asCallError } from '@/platform/error'
import { scan } from '@/platform/scan'
import { renew } from '@/state/query'
import { useWrite } from '@/state/write'
import type { MyStore } from '../my-store'
import { tokenIn } from '../qr-text'
import { WithStore } from '../with-store'
import { type Basket, itemsOf } from './basket'
import { Choose } from './choose'
import { Pin } from './pin'
import { Receipt } from './receipt'

/** What was scanned. Neither the card's code nor a PIN is ever kept on the phone: so it isn't read by `useQuery`. */
interface Scanned {
  token: string
  look: CardLook
}

/** 爱心卡兑换: the keeper scans, goods are chosen, the household types its PIN, the goods are handed over. */
export default function CardCounter() {
  return <WithStore>{(mine) => <Content mine={mine} />}</WithStore>
}

function Content({ mine: { id: storeId } }: { mine: MyStore }) {
  // kept here, so that what was sent and had no answer is repeated under its id when the PIN is typed once more
  const write = useWrite('card.redeem')
  const [scanned, setScanned] = useState<Scanned>()
  const [basket, setBasket] = useState<Basket>({})
  const [confirming, setConfirming] = useState(false)
  const [receipt, setReceipt] = useState<CardReceipt>()
  /** Why the last attempt failed; of no concern to the next card. */
  const [problem, setProblem] = useState<string>()

  // each step begins at its top
  const step = receipt ? 'receipt' : !scanned ? 'scan' : confirming ? 'pin' : 'choose'
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another step is the occasion
  useEffect(() => {
    void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })
  }, [step])

  const again = () => {
    setScanned(undefined)
    setBasket({})
    setConfirming(false)
    setReceipt(undefined)
    setProblem(undefined)
  }
  const redeem = async (pin: string) => {
    if (!scanned) return
    setProblem(undefined)
    const answer = await write.run({ storeId, token: scanned.token, pin, items: itemsOf(basket) })
    if (answer.ok) {
      setReceipt(answer.output)
      renew('goods.', 'redemption.', 'stock.', 'storeMonth.')
      return
    }
    const { code, message } = answer.error
    setProblem(message)
    if (code === 'PIN_WRONG' || code === 'NETWORK' || code === 'BUSY') return
    // the card, the shelf or the points say no: what was chosen has to be looked at again
    setConfirming(false)
    if (code === 'CARD_LOCKED') setScanned({ ...scanned, look: { ...scanned.look, state: 'locked' } })
    renew('goods.')
  }

  if (receipt) return <Receipt receipt={receipt} onNext={again} />
  if (!scanned) return <Scan storeId={storeId} onScanned={setScanned} />
  if (confirming)
    return (
      <Pin
        look={scanned.look}
        basket={basket}
        busy={write.busy}
        problem={problem}
        onPin={(pin) => void redeem(pin)}
        onBack={() => setConfirming(false)}
      />
    )
  return (
    <Choose
      storeId={storeId}
      look={scanned.look}
      basket={basket}
      problem={problem}
      onChange={setBasket}
      onNext={() => {
        setProblem(undefined)
        setConfirming(true)
      }}
      onAgain={again}
    />
  )
}

/** Reads a card's code and asks whose it is. */
function Scan({ storeId, onScanned }: { storeId: string; onScanned(scanned: Scanned): void }) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const read = async () => {
    const text = await scan()
    if (text === undefined) return
    const token = tokenIn('card', text)
    if (!token) return setProblem(words.notACard)
    setBusy(true)
    setProblem(undefined)
    try {
      onScanned({ token, look: await call('card.look', { storeId, token }) })
    } catch (thrown) {
      setProblem(asCallError(thrown).message)
      setBusy(false)
    }
  }
  return (
    <Page
      large
      footer={
        <Button id="card-scan" kind="main" busy={busy} onTap={() => void read()}>
          {words.scan}
        </Button>
      }
    >
      <NoticeBar>{words.lead}</NoticeBar>
      {problem && (
        <NoticeBar id="card-problem" tone="error">
          {problem}
        </NoticeBar>
      )}
      {busy && <Skeleton rows={1} />}
    </Page>
  )
}
