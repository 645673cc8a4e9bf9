import { View } from '@tarojs/components'
import { useState } from 'react'
import type { CardPrint, CardView } from '#types/card'
import { type CardState, cardStates } from '#types/labels'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { joined } from '@/components/joined'
import { List } from '@/components/list'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Row } from '@/components/row'
import { Tag, type Tone } from '@/components/tag'
import { whenSaid } from '@/components/when'
import { cardsWords as words } from '@/copy/card'
import { call } from '@/platform/call'
import { cloudTime } from '@/platform/clock'
import { asCallError } from '@/platform/error'
import { useSignedIn } from '@/state/entrance'
import { useList } from '@/state/query'
import { type CardChange, ChangeSheet } from './change-sheet'
import { mostOnSheet } from './drawing'
import { Issue } from './issue'
import { PrintSheet } from './print-sheet'
import './index.scss'

/** What is printed. The codes live as long as the page is shown: they are stored nowhere. */
interface Printing {
  prints: readonly CardPrint[]
  fresh: boolean
}

/** 爱心卡 at the doorstep: those of my areas; issued, printed, unlocked, revoked. */
export default function Cards() {
  return useSignedIn() ? <Content /> : <Page>{null}</Page>
}

function Content() {
  const [issuing, setIssuing] = useState(false)
  const [printing, setPrinting] = useState<Printing>()
  if (printing) return <PrintSheet {...printing} onBack={() => setPrinting(undefined)} />
  if (issuing)
    return (
      <Issue
        onBack={() => setIssuing(false)}
        onIssued={(print) => {
          setIssuing(false)
          setPrinting({ prints: [print], fresh: true })
        }}
      />
    )
  return <Shown onIssue={() => setIssuing(true)} onPrint={(prints) => setPrinting({ prints, fresh: false })} />
}

function Shown({ onIssue, onPrint }: { onIssue(): void; onPrint(prints: readonly CardPrint[]): void }) {
  const cards = useList('card.list', {})
  const [picked, setPicked] = useState<readonly string[]>([])
  const [asking, setAsking] = useState<{ change: CardChange; card: CardView }>()
  const [done, setDone] = useState<CardChange>()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const pick = (id: string) => setPicked(picked.includes(id) ? picked.filter((one) => one !== id) : [...picked, id])
  const print = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      onPrint((await call('card.sheet', { cardIds: [...picked] })).rows)
    } catch (thrown) {
      setProblem(asCallError(thrown).message)
      setBusy(false)
    }
  }
  return (
    <Page
      footer={
        picked.length > 0 ? (
          <Button id="cards-print" kind="main" busy={busy} onTap={() => void print()}>
            {words.print(picked.length)}
          </Button>
        ) : (
          <Button id="card-issue" kind="main" onTap={onIssue}>
            {words.issue}
          </Button>
        )
      }
    >
      <NoticeBar>{words.lead}</NoticeBar>
      {done && <NoticeBar id="card-done">{words.done[done]}</NoticeBar>}
      {problem && <NoticeBar tone="error">{problem}</NoticeBar>}
      {picked.length >= mostOnSheet && <NoticeBar tone="warn">{words.most(mostOnSheet)}</NoticeBar>}
      <List
        id="cards"
        query={cards}
        keyOf={({ id }) => id}
        row={(row) => (
          <CardCard
            card={row}
            picked={picked.includes(row.id)}
            full={picked.length >= mostOnSheet}
            onPick={() => pick(row.id)}
            onChange={(change) => setAsking({ change, card: row })}
          />
        )}
        empty={{ title: words.empty, advice: words.emptyAdvice }}
      />
      {asking && (
        <ChangeSheet
          key={`${asking.card.id}-${asking.change}`}
          {...asking}
          onClose={() => setAsking(undefined)}
          onDone={(change) => {
            setAsking(undefined)
            setDone(change)
            if (change === 'revoke') setPicked(picked.filter((id) => id !== asking.card.id))
          }}
        />
      )}
    </Page>
  )
}

const tones: Record<CardState, Tone> = { active: 'done', locked: 'over', revoked: 'plain' }

interface Props {
  card: CardView
  picked: boolean
  /** No more cards go on the sheet. */
  full: boolean
  onPick(): void
  onChange(change: CardChange): void
}

/** Ids: `pick-<card>`, `unlock-<card>`, `newPin-<card>`, `revoke-<card>`. A revoked one has no buttons. */
function CardCard({ card, picked, full, onPick, onChange }: Props) {
  const { id, household, state, issuedAt, lastUsedAt } = card
  const now = cloudTime()
  const said = words.household(household.number, household.name)
  const change = state === 'locked' ? 'unlock' : 'newPin'
  return (
    <Card title={said} aside={<Tag tone={tones[state]}>{cardStates[state]}</Tag>}>
      <View className="page__note">
        {joined([
          words.issued(whenSaid(issuedAt, now)),
          lastUsedAt ? words.used(whenSaid(lastUsedAt, now)) : words.unused,
        ])}
      </View>
      {state !== 'revoked' && (
        <Row>
          <Button
            id={`pick-${id}`}
            label={`${picked ? words.picked : words.pick} ${said}`}
            disabled={full && !picked}
            onTap={onPick}
          >
            {picked ? words.picked : words.pick}
          </Button>
          <Button id={`${change}-${id}`} label={`${words[change]} ${said}`} onTap={() => onChange(change)}>
            {words[change]}
          </Button>
          <Button id={`revoke-${id}`} label={`${words.revoke} ${said}`} onTap={() => onChange('revoke')}>
            {words.revoke}
          </Button>
        </Row>
      )}
    </Card>
  )
}
