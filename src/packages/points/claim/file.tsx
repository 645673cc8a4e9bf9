import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { ClaimDetail } from '#types/claim'
import { claimOrigins, claimSentence, claimStates } from '#types/claim-loop'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { NoticeBar } from '@/components/notice-bar'
import { Photos } from '@/components/photos'
import { Tag } from '@/components/tag'
import { Timeline, type TimelineEntry } from '@/components/timeline'
import { daySaid, whenSaid } from '@/components/when'
import { claimsWords, claimWords as words } from '@/copy/claims'
import { cloudTime } from '@/platform/clock'
import { go } from '@/platform/go'
import { toneOf } from '../claim-tone'
import { versionSaid } from '../rule-said'

/** Newest first; each line is the claims table's own sentence. */
const timelineOf = (steps: ClaimDetail['steps']): TimelineEntry[] =>
  steps.map(({ event, at, words: said }, seq) => ({ id: String(seq), title: claimSentence(event, said), at })).reverse()

/** A claim: how it stands, what it is about, and its history. `children` are its buttons. */
export function ClaimFile({ claim, children }: { claim: ClaimDetail; children: ReactNode }) {
  const { state, facts, publishedUntil, objection, caseId } = claim
  return (
    <View id="claim">
      <Card title={claim.label} aside={<Tag tone={toneOf(state)}>{claimStates[state]}</Tag>}>
        {state === 'published' && publishedUntil && (
          <NoticeBar>{claimsWords.until(daySaid(publishedUntil, cloudTime()))}</NoticeBar>
        )}
        {facts.sign === 'negative' && <NoticeBar tone="warn">{words.negative}</NoticeBar>}
        {claim.words}
        <Photos id="photo" photos={claim.media} />
      </Card>
      {objection && (
        <Card title={objection.mine ? words.myObjection : words.objection}>
          {objection.reason}
          <View className="page__note">{whenSaid(objection.at, cloudTime())}</View>
        </Card>
      )}
      {children}
      <Facts claim={claim} />
      {caseId && (
        <Card>
          <Cell id="claim-case" label={words.case} onTap={() => go('order', { caseId })} />
        </Card>
      )}
      <Card title={words.history}>
        <Timeline entries={timelineOf(claim.steps)} />
      </Card>
    </View>
  )
}

function Facts({ claim }: { claim: ClaimDetail }) {
  const { name, household, points, credited, times, on, origin, ruleVersion } = claim
  return (
    <Card>
      <Cell label={words.for} value={name} note={household} />
      <Cell
        label={words.points}
        value={claimsWords.points(points)}
        note={credited === undefined ? undefined : claimsWords.credited(credited)}
      />
      <Cell label={words.on} value={daySaid(on, cloudTime())} />
      {times > 1 && <Cell label={words.times} value={claimsWords.times(times)} />}
      <Cell label={words.origin} value={claimOrigins[origin]} />
      <Cell label={words.rule} value={versionSaid(ruleVersion)} />
    </Card>
  )
}
