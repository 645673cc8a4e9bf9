import { View } from '@tarojs/components'
import { useState } from 'react'
import { reviewReasons, type Verdict, verdicts } from '#types/labels'
import type { ReviewView } from '#types/review'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Decision } from '@/components/decision'
import { List } from '@/components/list'
import { Page } from '@/components/page'
import { Row } from '@/components/row'
import { Tag } from '@/components/tag'
import { whenSaid } from '@/components/when'
import { review as copy } from '@/copy/office'
import { cloudTime } from '@/platform/clock'
import { useList } from '@/state/query'
import { Media } from './media'
import './index.scss'

/** What the platform's check couldn't decide, oldest first, each with a verdict. */
export default function Review() {
  return (
    <Page>
      <Content />
    </Page>
  )
}

/** Ids: `review-<id>-show`, `review-<id>-hide`. */
function Content() {
  const query = useList('review.list', {})
  const [decision, setDecision] = useState<{ of: ReviewView; verdict: Verdict }>()
  return (
    <>
      <List
        id="reviews"
        query={query}
        keyOf={(row) => row.id}
        empty={{ title: copy.nothing, advice: copy.nothingAdvice }}
        row={(row) => (
          <Card
            title={row.what === 'words' ? copy.words : copy.media}
            aside={<Tag tone={row.reason === 'risky' ? 'over' : 'soon'}>{reviewReasons[row.reason]}</Tag>}
          >
            {row.what === 'words' ? (
              <View className="review__text">{row.text}</View>
            ) : (
              <Media id={row.id} link={row.link} />
            )}
            <View className="page__note">{copy.since(whenSaid(row.at, cloudTime()))}</View>
            <Row>
              {(['hide', 'show'] as const).map((verdict) => (
                <Button
                  key={verdict}
                  id={`review-${row.id}-${verdict}`}
                  kind={verdict === 'hide' ? 'danger' : 'plain'}
                  onTap={() => setDecision({ of: row, verdict })}
                >
                  {verdicts[verdict]}
                </Button>
              ))}
            </Row>
          </Card>
        )}
      />
      {decision && <Decide {...decision} onClose={() => setDecision(undefined)} />}
    </>
  )
}

function Decide({ of, verdict, onClose }: { of: ReviewView; verdict: Verdict; onClose(): void }) {
  const hides = verdict === 'hide'
  return (
    <Decision
      id="decide"
      title={hides ? copy.hideTitle : copy.showTitle}
      confirm={verdicts[verdict]}
      kind={hides ? 'danger' : 'main'}
      reason={hides ? copy.hideNote : undefined}
      optional
      action="review.decide"
      inputOf={(note) => ({ id: of.id, verdict, ...(note ? { note } : {}) })}
      renews={['review.']}
      done={copy.decided}
      onClose={onClose}
    >
      {!hides && <View className="review__text">{copy.showAdvice}</View>}
    </Decision>
  )
}
