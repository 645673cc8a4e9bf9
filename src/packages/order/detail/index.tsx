import Taro, { useDidShow, usePullDownRefresh, useRouter } from '@tarojs/taro'
import { type ReactNode, useRef, useState } from 'react'
import type { CallerEvent, CaseDetail } from '#types/case'
import { allowedEvents, type CaseState, caseStates, openStates, ruleOf } from '#types/loop'
import type { Me } from '#types/person'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { SideBySide } from '@/components/side-by-side'
import { Skeleton } from '@/components/skeleton'
import { Failure } from '@/components/status-box'
import { cloudTime } from '@/platform/clock'
import { go, parameter } from '@/platform/go'
import { useWide } from '@/platform/width'
import { CaseList } from '@/sections/case-list'
import type { CaseFilter } from '@/sections/case-list/filter'
import { viewsFor } from '@/sections/case-list/views'
import { type EventOutcome, Outcome } from '@/sections/event-sheet'
import { useSignedIn } from '@/state/entrance'
import { useQuery } from '@/state/query'
import { useSession } from '@/state/session'
import { MainAction, MoreActions } from './actions'
import { CaseEventSheet } from './event-sheet'
import { buttonsOf, eventForms } from './events'
import { CaseFile } from './file'
import './index.scss'

/**
 * One case, opened with `caseId`, and with `event` to go straight to a button's sheet. In a wide window the list it came from
 * (`filter`) stands beside it.
 */
export default function Detail() {
  return useSignedIn() ? <Content /> : <Page>{null}</Page>
}

/** The list a wide window shows beside the case; a mistyped address gives the first list. */
function filterOf(text: string | undefined, me: Me): CaseFilter {
  const views = viewsFor(me.posts)
  try {
    const asked = JSON.parse(parameter(text) ?? '') as CaseFilter
    if (views.includes(asked.view)) return asked
  } catch {
    // not a filter: the first list
  }
  return { view: views[0] ?? 'mine' }
}

function Content() {
  const { params } = useRouter()
  const wide = useWide()
  const me = useSession().data
  const [chosen, setChosen] = useState(params.caseId ?? '')
  const [asked, setAsked] = useState<CaseFilter>()
  if (!wide || !me) return <OneCase key={chosen} caseId={chosen} event={params.event} />
  const filter = asked ?? filterOf(params.filter, me)
  return (
    <OneCase
      key={chosen}
      caseId={chosen}
      event={chosen === params.caseId ? params.event : undefined}
      beside={
        <CaseList
          me={me}
          views={viewsFor(me.posts)}
          filter={filter}
          onFilter={setAsked}
          chosen={chosen}
          onOpen={(row) => setChosen(row.id)}
        />
      }
    />
  )
}

/** States from which something may still come. */
const stillGoing: readonly CaseState[] = [...openStates, 'resolved', 'suspended']

/** What the table allows; joining in is for a neighbour who has not yet, not for whoever works on it. */
const offeredTo = (file: CaseDetail) =>
  allowedEvents(file.facts, file.relations, new Date(cloudTime())).filter(
    (event) => event !== 'support' || (!file.supported && file.relations.every((party) => party === 'neighbour')),
  )

interface Props {
  caseId: string
  /** The button whose sheet is open at once. */
  event?: string
  beside?: ReactNode
}

function OneCase({ caseId, event, beside }: Props) {
  const detail = useQuery('case.get', caseId === '' ? undefined : { caseId })
  const [open, setOpen] = useState(event as CallerEvent | undefined)
  const [outcome, setOutcome] = useState<{ of: CallerEvent; how: EventOutcome }>()
  const shown = useRef(false)
  useDidShow(() => {
    if (shown.current) void detail.reload()
    shown.current = true
  })
  usePullDownRefresh(() => {
    void detail.reload().finally(() => Taro.stopPullDownRefresh())
  })
  const file = detail.data
  const buttons = file ? buttonsOf(offeredTo(file)) : { others: [] }
  const tap = (of: CallerEvent) => {
    setOutcome(undefined)
    if (eventForms[of].page === 'dispatch') return go('dispatch', { caseId, event: of })
    setOpen(of)
  }
  const allowed = [buttons.main, ...buttons.others]
  const content = (
    <>
      {detail.loading && <Skeleton />}
      {detail.error && !file && <Failure id="detail" error={detail.error} onRetry={() => void detail.reload()} />}
      {detail.error && file && (
        <NoticeBar id="detail-retry" tone="warn" onTap={() => void detail.reload()}>
          {detail.error.message}
        </NoticeBar>
      )}
      {outcome && file && <Outcome how={outcome.how} label={ruleOf(outcome.of).label} state={caseStates[file.state]} />}
      {file && (
        <CaseFile detail={file}>
          <MoreActions
            events={buttons.others}
            none={!buttons.main}
            over={!stillGoing.includes(file.state)}
            onTap={tap}
          />
        </CaseFile>
      )}
    </>
  )
  return (
    <Page footer={buttons.main && <MainAction event={buttons.main} onTap={tap} />}>
      {beside ? <SideBySide list={beside}>{content}</SideBySide> : content}
      {file && open && allowed.includes(open) && (
        <CaseEventSheet
          key={open}
          event={open}
          detail={file}
          onClose={() => setOpen(undefined)}
          onOutcome={(how) => {
            setOutcome({ of: open, how })
            setOpen(undefined)
            void detail.reload()
            Taro.pageScrollTo({ scrollTop: 0 })
          }}
        />
      )}
    </Page>
  )
}
