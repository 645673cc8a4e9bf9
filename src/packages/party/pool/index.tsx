import { useDidShow, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { CaseSummary } from '#types/case'
import { Button } from '@/components/button'
import { CaseRow } from '@/components/case-row'
import { Decision } from '@/components/decision'
import { List } from '@/components/list'
import { Page } from '@/components/page'
import { Tabs } from '@/components/tabs'
import { pool as copy } from '@/copy/pool'
import { go } from '@/platform/go'
import { useList } from '@/state/query'
import { Why } from './why'

type View = keyof typeof copy.views
const views = (Object.keys(copy.views) as View[]).map((value) => ({ value, label: copy.views[value] }))

const empty: Record<View, { title: string; advice: string }> = {
  offered: { title: copy.noOffered, advice: copy.noOfferedAdvice },
  pool: { title: copy.noPool, advice: copy.noPoolAdvice },
}

/** 接单大厅 (`?view=offered` to begin with what is offered to me): take an order, or say why not. */
export default function Pool() {
  const asked = useRouter().params.view
  const [view, setView] = useState<View>(asked === 'offered' ? 'offered' : 'pool')
  return (
    <Page>
      <Tabs id="pool" label={copy.viewsLabel} options={views} value={view} onChange={setView} />
      <Orders key={view} view={view} />
    </Page>
  )
}

type Question = { about: CaseSummary; asks: 'accept' | 'decline' | 'why' }

/** Ids: `accept-<case>`, `decline-<case>`, `why-<case>`. */
function Orders({ view }: { view: View }) {
  const query = useList('case.list', { view })
  const [question, setQuestion] = useState<Question>()
  useDidShow(() => void query.reload())
  const close = () => setQuestion(undefined)
  return (
    <>
      <List
        id="orders"
        query={query}
        keyOf={(row) => row.id}
        empty={empty[view]}
        row={(row) => (
          <CaseRow row={row} onTap={() => go('order', { caseId: row.id })}>
            {view === 'offered' && (
              <>
                <Button id={`why-${row.id}`} narrow onTap={() => setQuestion({ about: row, asks: 'why' })}>
                  {copy.why}
                </Button>
                <Button id={`decline-${row.id}`} narrow onTap={() => setQuestion({ about: row, asks: 'decline' })}>
                  {copy.decline}
                </Button>
              </>
            )}
            <Button id={`accept-${row.id}`} onTap={() => setQuestion({ about: row, asks: 'accept' })}>
              {copy.accept}
            </Button>
          </CaseRow>
        )}
      />
      {question?.asks === 'accept' && <Accept row={question.about} onClose={close} />}
      {question?.asks === 'decline' && <Decline row={question.about} onClose={close} />}
      {question?.asks === 'why' && <Why row={question.about} onClose={close} />}
    </>
  )
}

interface Props {
  row: CaseSummary
  onClose(): void
}

const renews = ['case.', 'home.']

function Accept({ row, onClose }: Props) {
  return (
    <Decision
      id="accept"
      title={copy.acceptTitle(row.title)}
      confirm={copy.accept}
      action="case.accept"
      inputOf={() => ({ caseId: row.id, version: row.version })}
      renews={renews}
      done={copy.accepted}
      onDone={() => {
        onClose()
        go('order', { caseId: row.id })
      }}
      onClose={onClose}
    >
      {copy.acceptAdvice}
    </Decision>
  )
}

function Decline({ row, onClose }: Props) {
  return (
    <Decision
      id="decline"
      title={copy.declineTitle(row.title)}
      confirm={copy.decline}
      kind="danger"
      reason={copy.declineReason}
      action="case.decline"
      inputOf={(reason) => ({ caseId: row.id, version: row.version, reason })}
      renews={renews}
      done={copy.declined}
      onClose={onClose}
    />
  )
}
