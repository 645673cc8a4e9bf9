import { View } from '@tarojs/components'
import type { ProofView } from '#types/points'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { List } from '@/components/list'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Tag } from '@/components/tag'
import { proofWords as words } from '@/copy/books'
import { useQuery } from '@/state/query'
import '../points.scss'

/** 每夜对账: what the nightly proof of the books found, newest first. */
export default function Proof() {
  return (
    <Page>
      <Content />
    </Page>
  )
}

function Content() {
  const proof = useQuery('points.proof', {})
  return (
    <>
      <NoticeBar>{words.lead}</NoticeBar>
      <List
        id="proofs"
        query={{ ...proof, rows: proof.data?.rows }}
        keyOf={({ date }) => date}
        empty={{ title: words.empty, advice: words.emptyAdvice }}
        row={(night) => <Night night={night} />}
      />
    </>
  )
}

/** Whether the books of a night balance; unknown while it isn't finished. */
const verdictOf = ({ finishedAt, sum, findings }: ProofView) =>
  finishedAt === undefined ? 'running' : sum === 0 && findings.length === 0 ? 'ok' : 'wrong'

const tones = { running: 'now', ok: 'done', wrong: 'over' } as const

function Night({ night }: { night: ProofView }) {
  const { date, accounts, entries, sum, findings, more } = night
  const verdict = verdictOf(night)
  return (
    <Card title={date} aside={<Tag tone={tones[verdict]}>{words[verdict]}</Tag>}>
      <Cell label={words.counts(accounts, entries)} />
      <Cell label={words.sum} value={String(sum)} />
      {findings.map(({ subject, problem }) => (
        <NoticeBar key={`${subject}-${problem}`} tone="error">
          {words.finding(subject, problem)}
        </NoticeBar>
      ))}
      {more > 0 && <View className="points__note">{words.more(more)}</View>}
    </Card>
  )
}
