import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { ClaimDetail } from '#types/claim'
import { allowedClaimEvents, type ClaimState, claimStates } from '#types/claim-loop'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Row } from '@/components/row'
import { Skeleton } from '@/components/skeleton'
import { Failure } from '@/components/status-box'
import { claimWords as words } from '@/copy/claims'
import { type EventOutcome, Outcome } from '@/sections/event-sheet'
import { useSignedIn } from '@/state/entrance'
import { useOnReturn } from '@/state/on-return'
import { useQuery } from '@/state/query'
import { ClaimEventSheet } from './event-sheet'
import { buttonForms, buttonsOf, type ClaimButton, claimButtons, labelOf } from './events'
import { ClaimFile } from './file'

/** States from which something may still come. */
const stillGoing: readonly ClaimState[] = ['declared', 'verified', 'published', 'objected', 'deferred']

/** One claim, opened with `claimId`, and with `event` to go straight to a button's sheet. */
export default function Claim() {
  return useSignedIn() ? <Content /> : <Page>{null}</Page>
}

function Content() {
  const { claimId, event } = useRouter().params
  const query = useQuery('claim.get', claimId ? { claimId } : undefined)
  const [open, setOpen] = useState(claimButtons.find((button) => button === event))
  const [outcome, setOutcome] = useState<{ of: ClaimButton; how: EventOutcome }>()
  useOnReturn(query.reload)
  const claim = query.data
  const { main, others } = claim ? buttonsOf(allowedClaimEvents(claim.facts, claim.relations)) : { others: [] }
  const tap = (button: ClaimButton) => {
    setOutcome(undefined)
    setOpen(button)
  }
  return (
    <Page
      footer={
        claim &&
        main && (
          <Button id={`do-${main}`} kind="main" onTap={() => tap(main)}>
            {labelOf(main, claim)}
          </Button>
        )
      }
    >
      {query.loading && <Skeleton />}
      {query.error && !claim && <Failure id="claim" error={query.error} onRetry={() => void query.reload()} />}
      {query.error && claim && (
        <NoticeBar id="claim-retry" tone="warn" onTap={() => void query.reload()}>
          {query.error.message}
        </NoticeBar>
      )}
      {outcome && claim && (
        <Outcome how={outcome.how} label={labelOf(outcome.of, claim)} state={claimStates[claim.state]} />
      )}
      {claim && (
        <ClaimFile claim={claim}>
          <More claim={claim} buttons={others} none={!main} onTap={tap} />
        </ClaimFile>
      )}
      {claim && open && [main, ...others].includes(open) && (
        <ClaimEventSheet
          key={open}
          button={open}
          claim={claim}
          onClose={() => setOpen(undefined)}
          onOutcome={(how) => {
            setOutcome({ of: open, how })
            setOpen(undefined)
            void query.reload()
            Taro.pageScrollTo({ scrollTop: 0 })
          }}
        />
      )}
    </Page>
  )
}

interface MoreProps {
  claim: ClaimDetail
  buttons: readonly ClaimButton[]
  /** There is no main action either. */
  none: boolean
  onTap(button: ClaimButton): void
}

/** What else this person may do. Ids: `do-<event>`. */
function More({ claim, buttons, none, onTap }: MoreProps) {
  if (buttons.length === 0)
    return none ? <Card>{stillGoing.includes(claim.state) ? words.nothingToDo : words.isOver}</Card> : null
  return (
    <Card>
      <Row>
        {buttons.map((button) => (
          <Button
            key={button}
            id={`do-${button}`}
            kind={buttonForms[button].kind === 'danger' ? 'danger' : 'plain'}
            onTap={() => onTap(button)}
          >
            {labelOf(button, claim)}
          </Button>
        ))}
      </Row>
    </Card>
  )
}
