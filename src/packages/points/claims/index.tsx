import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { type ClaimView, claimViews } from '#types/labels'
import type { Me } from '#types/person'
import { Card } from '@/components/card'
import { List } from '@/components/list'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Tabs } from '@/components/tabs'
import { claimsWords as words } from '@/copy/claims'
import { go } from '@/platform/go'
import { WithMe } from '@/sections/with-me'
import { useOnReturn } from '@/state/on-return'
import { useList } from '@/state/query'
import { ClaimRow } from '../claim-row'
import { Round } from './round'
import { claimViewsFor } from './views'

/** Rows of one page: ten keep a tap under 20 KB on an old phone (architecture.md §6). */
const rowsAPage = 10

/** The lists of claims, `view` first: one's own, what is published, and what one's posts have to do. */
export default function Claims() {
  return <WithMe>{(me) => <Content me={me} />}</WithMe>
}

function Content({ me }: { me: Me }) {
  const asked = useRouter().params.view as ClaimView | undefined
  const views = claimViewsFor(me.posts)
  const [view, setView] = useState<ClaimView>(asked && views.includes(asked) ? asked : views[0]!)
  const tabs = (
    <Tabs
      id="view"
      label={words.views}
      options={views.map((value) => ({ value, label: claimViews[value] }))}
      value={view}
      onChange={setView}
    />
  )
  if (view === 'toApprove') return <Round tabs={tabs} rowsAPage={rowsAPage} />
  return (
    <Page>
      {tabs}
      <Rows key={view} view={view} />
    </Page>
  )
}

function Rows({ view }: { view: ClaimView }) {
  const claims = useList('claim.list', { view, limit: rowsAPage })
  useOnReturn(claims.reload)
  const budget = claims.first?.budget
  const [title, advice] = words.empty[view]
  return (
    <>
      {view === 'published' && <NoticeBar>{words.publishedLead}</NoticeBar>}
      {budget && (
        <NoticeBar tone="warn">
          {words.deferredLead} {words.budget(budget.used, budget.limit)}
        </NoticeBar>
      )}
      <Card>
        <List
          id="claims"
          query={claims}
          keyOf={({ id }) => id}
          row={(row) => <ClaimRow row={row} onTap={() => go('claim', { claimId: row.id })} />}
          empty={{
            title,
            advice,
            ...(view === 'mine'
              ? { action: { id: 'claims-declare', words: words.declare, onTap: () => go('declare') } }
              : {}),
          }}
        />
      </Card>
    </>
  )
}
