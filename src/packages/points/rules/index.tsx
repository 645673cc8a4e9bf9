import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { permissions } from '#types/permissions'
import type { Me } from '#types/person'
import type { RuleTableOutput, RuleVersionView } from '#types/rule'
import { expiries, type RuleGroup, ruleGroups } from '#types/rule-words'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Skeleton } from '@/components/skeleton'
import { Failure } from '@/components/status-box'
import { Tabs } from '@/components/tabs'
import { Tag, type Tone } from '@/components/tag'
import { VillagePicker } from '@/components/village-picker'
import { daySaid } from '@/components/when'
import { rulesWords as words } from '@/copy/rules'
import { cloudTime } from '@/platform/clock'
import { go } from '@/platform/go'
import { WithMe } from '@/sections/with-me'
import { useQuery } from '@/state/query'
import { RuleLine } from '../rule-line'
import { versionSaid } from '../rule-said'
import { villageOf } from '../village'

const groups = (Object.keys(ruleGroups) as RuleGroup[]).map((value) => ({ value, label: ruleGroups[value] }))
const tones: Record<RuleVersionView['state'], Tone> = { published: 'soon', inForce: 'done', past: 'plain' }

/** 积分细则 of one's village, or of `areaId`; the version in force, or `version`. */
export default function Rules() {
  return <WithMe>{(me) => <Reading me={me} />}</WithMe>
}

function Reading({ me }: { me: Me }) {
  const { params } = useRouter()
  const [village, setVillage] = useState(params.areaId ?? villageOf(me))
  const [version, setVersion] = useState(params.version === undefined ? undefined : Number(params.version))
  const propose = permissions['rule.propose'].who as readonly string[]
  const may = me.posts.some(({ role, areas }) => propose.includes(role) && village && areas.includes(village))
  return (
    <Page
      footer={
        may && (
          <Button id="rules-propose" kind="main" onTap={() => go('propose')}>
            {words.propose}
          </Button>
        )
      }
    >
      {village ? (
        <Table key={village} areaId={village} version={version} onVersion={setVersion} />
      ) : (
        <VillagePicker
          id="village"
          label={words.noVillage}
          value={undefined}
          onChange={(chosen) => setVillage(chosen?.id)}
        />
      )}
    </Page>
  )
}

interface TableProps {
  areaId: string
  version: number | undefined
  onVersion(version: number): void
}

function Table({ areaId, version, onVersion }: TableProps) {
  const table = useQuery('rule.table', { areaId, ...(version === undefined ? {} : { version }) })
  const [group, setGroup] = useState<RuleGroup>('home')
  if (table.loading) return <Skeleton />
  if (!table.data)
    return table.error ? <Failure id="rules" error={table.error} onRetry={() => void table.reload()} /> : null
  const items = table.data.items.filter((rule) => rule.group === group)
  return (
    <>
      {table.error && (
        <NoticeBar id="rules-retry" tone="warn" onTap={() => void table.reload()}>
          {table.error.message}
        </NoticeBar>
      )}
      <Head table={table.data} />
      <Tabs id="group" label={words.groups} options={groups} value={group} onChange={setGroup} />
      <Card>
        {items.length === 0 && <View className="page__note">{words.noRules}</View>}
        {items.map((rule) => (
          <RuleLine key={rule.id} rule={rule} />
        ))}
      </Card>
      {items.some(({ sign }) => sign === 'negative') && <NoticeBar>{words.negative}</NoticeBar>}
      <Versions table={table.data} onVersion={onVersion} />
    </>
  )
}

function Head({ table }: { table: RuleTableOutput }) {
  const now = cloudTime()
  const { villageName, state, policy, meeting, validFrom, validTo } = table
  return (
    <Card title={words.heading(villageName)} aside={<Tag tone={tones[state]}>{words.states[state]}</Tag>}>
      <Cell
        label={versionSaid(table.version)}
        note={meeting ? words.meeting(daySaid(meeting.on, now), meeting.words) : words.noMeeting}
        value={[table.version > 0 && words.from(daySaid(validFrom, now)), validTo && words.to(daySaid(validTo, now))]
          .filter(Boolean)
          .join(' ')}
      />
      <Cell label={words.budget} value={words.points(policy.monthlyBudget)} />
      <Cell label={words.expiry} value={expiries[policy.expiry]} />
      <Cell label={words.mask} value={policy.maskNames ? words.masked : words.whole} />
      {state === 'past' && <NoticeBar tone="warn">{words.old}</NoticeBar>}
    </Card>
  )
}

/** Ids: `version-<number>`. */
function Versions({ table, onVersion }: { table: RuleTableOutput; onVersion(version: number): void }) {
  if (table.versions.length < 2) return null
  return (
    <Card title={words.versions}>
      {table.versions.map((one) => (
        <Cell
          key={one.version}
          id={`version-${one.version}`}
          label={versionSaid(one.version)}
          note={one.version > 0 ? words.from(daySaid(one.validFrom, cloudTime())) : undefined}
          value={<Tag tone={tones[one.state]}>{words.states[one.state]}</Tag>}
          onTap={() => onVersion(one.version)}
        />
      ))}
    </Card>
  )
}
