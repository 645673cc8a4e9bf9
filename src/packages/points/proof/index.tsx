import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { permissions } from '#types/permissions'
import type { Me } from '#types/person'
import type { ProofView } from '#types/points'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { List } from '@/components/list'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Tag } from '@/components/tag'
import { proofWords as words } from '@/copy/books'
import { workPages } from '@/sections/menu'
import { WithMe } from '@/sections/with-me'
import { useQuery } from '@/state/query'
import { useWrite } from '@/state/write'

/** 每夜对账: what the nightly proof of the books found, newest first; administrators take the books along as a journal. */
export default function Proof() {
  return (
    <WithMe>
      {(me) => (
        <Page>
          <Content />
          <Journal areaId={countyOf(me.posts)} />
        </Page>
      )}
    </WithMe>
  )
}

/** Whose books somebody may take along: their widest post's that may start such a job. */
function countyOf(posts: Me['posts']): string | undefined {
  const who = permissions['job.start'].who as readonly string[]
  return posts.filter(({ role }) => who.includes(role)).sort((a, b) => a.areas.length - b.areas.length)[0]?.areaId
}

/** The books as a journal that another program checks. */
function Journal({ areaId }: { areaId: string | undefined }) {
  const write = useWrite('job.start')
  if (!areaId) return null
  const start = async () => {
    const answer = await write.run({ kind: 'journal', areaId })
    if (answer.ok) void Taro.navigateTo({ url: `${workPages.job}?jobId=${answer.output.id}` })
  }
  return (
    <Card>
      {words.journalAdvice}
      {write.error && <NoticeBar tone="error">{write.error.message}</NoticeBar>}
      <Button id="proof-journal" busy={write.busy} onTap={() => void start()}>
        {words.journal}
      </Button>
    </Card>
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
      {more > 0 && <View className="page__note">{words.more(more)}</View>}
    </Card>
  )
}
