import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { permissions } from '#types/permissions'
import type { Me } from '#types/person'
import type { RuleTableOutput } from '#types/rule'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Skeleton } from '@/components/skeleton'
import { Empty, Failure } from '@/components/status-box'
import { proposeWords as words } from '@/copy/rules'
import { goInstead } from '@/platform/go'
import { WithMe } from '@/sections/with-me'
import { useDraft } from '@/state/draft'
import { renew, useQuery } from '@/state/query'
import { useWrite } from '@/state/write'
import { versionSaid } from '../rule-said'
import { changesOf, draftOf, inputOf, problemsOf, type TableDraft } from './draft'
import { Lines } from './lines'
import { Meeting } from './meeting'
import { Policy } from './policy'

const who = permissions['rule.propose'].who as readonly string[]

/** The village whose rules this person changes. */
const ownVillage = (posts: Me['posts']) => posts.find(({ role, areaId }) => areaId && who.includes(role))?.areaId

/** A new version of the village's rules: edited on the newest one, seen as a list of changes, published with the meeting's words. */
export default function Propose() {
  return (
    <WithMe>
      {(me) => {
        const village = ownVillage(me.posts)
        if (village) return <Newest areaId={village} />
        return (
          <Page>
            <Empty title={words.onlySecretary} />
          </Page>
        )
      }}
    </WithMe>
  )
}

/** The newest version, which may be published only: changes are made on that. */
function Newest({ areaId }: { areaId: string }) {
  const present = useQuery('rule.table', { areaId })
  const version = present.data?.versions[0]?.version
  const isPresent = version === undefined || version === present.data?.version
  const coming = useQuery('rule.table', isPresent ? undefined : { areaId, version })
  const table = isPresent ? present : coming
  if (table.data) return <Editor key={table.data.version} areaId={areaId} table={table.data} />
  return (
    <Page>
      {table.error ? <Failure id="rules" error={table.error} onRetry={() => void table.reload()} /> : <Skeleton />}
    </Page>
  )
}

function Editor({ areaId, table }: { areaId: string; table: RuleTableOutput }) {
  const { value, change, discard } = useDraft<TableDraft>(`rule.propose:${areaId}`, draftOf(table))
  const [previewing, setPreviewing] = useState(false)
  const [asked, setAsked] = useState(false)
  const write = useWrite('rule.propose')
  const changes = changesOf(table, value)
  const problems = problemsOf(value)
  const moved = value.basedOn !== table.version
  const turn = (to: boolean) => {
    setPreviewing(to)
    Taro.pageScrollTo({ scrollTop: 0, duration: 0 })
  }
  const send = async () => {
    setAsked(true)
    if (Object.keys(problems).length > 0) return
    const answer = await write.run(inputOf(value, areaId))
    renew('rule.')
    if (!answer.ok) return
    discard()
    void Taro.showToast({ title: words.sent, icon: 'none' })
    goInstead('rules', { areaId, version: String(answer.output.version) })
  }
  if (moved)
    return (
      <Page>
        <NoticeBar tone="warn">{words.moved}</NoticeBar>
        <Button id="propose-again" kind="main" onTap={discard}>
          {words.again}
        </Button>
      </Page>
    )
  return (
    <Page
      footer={
        <Button
          id={previewing ? 'propose-send' : 'propose-check'}
          kind="main"
          busy={write.busy}
          disabled={changes.length === 0}
          onTap={() => (previewing ? void send() : turn(true))}
        >
          {changes.length === 0 ? words.nothing : previewing ? words.send : words.check}
        </Button>
      }
    >
      {previewing ? (
        <>
          {write.error && <NoticeBar tone="error">{write.error.message}</NoticeBar>}
          <Button id="propose-back" onTap={() => turn(false)}>
            {words.back}
          </Button>
          <View className="page__gap" />
          <Meeting changes={changes} value={value} change={change} problems={asked ? problems : {}} />
        </>
      ) : (
        <>
          <NoticeBar>{words.lead}</NoticeBar>
          <Policy value={value} change={change} problem={problems.budget} />
          <Card title={words.basedOn(versionSaid(table.version))}>
            <Lines table={table} value={value} change={change} />
          </Card>
          {changes.length > 0 && (
            <Button id="propose-clear" onTap={discard}>
              {words.clear}
            </Button>
          )}
        </>
      )}
    </Page>
  )
}
