import Taro, { useDidShow, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { CaseSummary } from '#types/case'
import { Button } from '@/components/button'
import { CaseRow } from '@/components/case-row'
import { List } from '@/components/list'
import { Page } from '@/components/page'
import { Sheet } from '@/components/sheet'
import { Tabs } from '@/components/tabs'
import { pool as copy } from '@/copy/pool'
import { go } from '@/platform/go'
import { renew, useList } from '@/state/query'
import { useWrite } from '@/state/write'
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

/** Whatever came of it, the lists show what is so now: on a conflict somebody else was faster. */
const redraw = () => renew('case.', 'home.')

function Accept({ row, onClose }: Props) {
  const write = useWrite('case.accept')
  const send = async () => {
    const answer = await write.run({ caseId: row.id, version: row.version })
    redraw()
    if (!answer.ok) return
    onClose()
    void Taro.showToast({ title: copy.accepted, icon: 'none' })
    go('order', { caseId: row.id })
  }
  return (
    <Sheet
      id="accept"
      open
      title={copy.acceptTitle(row.title)}
      confirm={copy.accept}
      busy={write.busy}
      error={write.error?.message}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      {copy.acceptAdvice}
    </Sheet>
  )
}

function Decline({ row, onClose }: Props) {
  const write = useWrite('case.decline')
  const [short, setShort] = useState(false)
  const send = async (reason: string) => {
    setShort(reason.length < 2)
    if (reason.length < 2) return
    const answer = await write.run({ caseId: row.id, version: row.version, reason })
    redraw()
    if (!answer.ok) return
    onClose()
    void Taro.showToast({ title: copy.declined, icon: 'none' })
  }
  return (
    <Sheet
      id="decline"
      open
      title={copy.declineTitle(row.title)}
      confirm={copy.decline}
      kind="danger"
      reason={copy.declineReason}
      busy={write.busy}
      error={short ? copy.reasonShort : write.error?.message}
      onConfirm={(reason) => void send(reason)}
      onClose={onClose}
    />
  )
}
