import { View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import type { ClaimSummary } from '#types/claim'
import { mostBulkRows } from '#types/claim-loop'
import { aria } from '@/components/aria'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Decision } from '@/components/decision'
import { List } from '@/components/list'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { claimsWords as words } from '@/copy/claims'
import type { OutputOf } from '@/platform/call'
import { go } from '@/platform/go'
import { useOnReturn } from '@/state/on-return'
import { useList } from '@/state/query'
import { ClaimRow } from '../claim-row'

interface Props {
  tabs: ReactNode
  rowsAPage: number
}

/** What waits for approval: one by one on its own page, or several together. Ids: `pick-<claim>`. */
export function Round({ tabs, rowsAPage }: Props) {
  const claims = useList('claim.list', { view: 'toApprove', limit: rowsAPage })
  const [picked, setPicked] = useState<readonly string[]>([])
  const [asking, setAsking] = useState(false)
  const [done, setDone] = useState<OutputOf<'claim.approveRound'>>()
  useOnReturn(claims.reload)
  const rows = claims.rows ?? []
  const chosen = rows.filter(({ id }) => picked.includes(id)).slice(0, mostBulkRows)
  const all = rows.length > 0 && chosen.length === Math.min(rows.length, mostBulkRows)
  const toggle = (id: string) => setPicked(picked.includes(id) ? picked.filter((one) => one !== id) : [...picked, id])
  const [title, advice] = words.empty.toApprove
  return (
    <Page
      footer={
        chosen.length > 0 && (
          <Button id="round-approve" kind="main" onTap={() => setAsking(true)}>
            {words.approveAll(chosen.length)}
          </Button>
        )
      }
    >
      {tabs}
      {/* In a parent of its own: beside the list it would hand every row to the screen again. */}
      <View>{done && <Outcome done={done} rows={rows} />}</View>
      {rows.length > 1 && (
        <Button id="pick-all" onTap={() => setPicked(all ? [] : rows.map(({ id }) => id))}>
          {all ? words.pickNone : words.pickAll}
        </Button>
      )}
      <View className="page__gap" />
      <Card>
        <List
          id="claims"
          query={claims}
          keyOf={({ id }) => id}
          row={(row) => (
            <ClaimRow row={row} onTap={() => go('claim', { claimId: row.id })}>
              <Pick row={row} on={picked.includes(row.id)} onTap={() => toggle(row.id)} />
            </ClaimRow>
          )}
          empty={{ title, advice }}
        />
      </Card>
      {asking && (
        <Decision
          id="approving"
          title={words.approveTitle(chosen.length)}
          confirm={words.approveAll(chosen.length)}
          action="claim.approveRound"
          inputOf={() => ({ claims: chosen.map(({ id, version }) => ({ claimId: id, version })) })}
          renews={['claim.']}
          onDone={(output) => {
            setAsking(false)
            setPicked([])
            setDone(output)
          }}
          onClose={() => setAsking(false)}
        >
          <View className="page__words">{words.approveAdvice}</View>
        </Decision>
      )}
    </Page>
  )
}

function Pick({ row, on, onTap }: { row: ClaimSummary; on: boolean; onTap(): void }) {
  return (
    <View
      id={`pick-${row.id}`}
      className={on ? 'field__chip field__chip--on' : 'field__chip'}
      onClick={onTap}
      {...aria('checkbox', `${words.pick}：${row.label}`, { checked: on })}
    >
      {on ? `✓ ${words.picked}` : words.pick}
    </View>
  )
}

/** How the round went; what wasn't approved says why. */
function Outcome({ done, rows }: { done: OutputOf<'claim.approveRound'>; rows: readonly ClaimSummary[] }) {
  return (
    <>
      <NoticeBar id="round-done">{words.approved(done.approved)}</NoticeBar>
      {done.rows
        .filter(({ approved }) => !approved)
        .map(({ claimId, problem }) => (
          <NoticeBar key={claimId} tone="error">
            {words.notApproved(rows.find(({ id }) => id === claimId)?.label ?? '', problem ?? '')}
          </NoticeBar>
        ))}
    </>
  )
}
