import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { ClaimSummary } from '#types/claim'
import { claimStates } from '#types/claim-loop'
import { aria } from '@/components/aria'
import { Tag } from '@/components/tag'
import { daySaid } from '@/components/when'
import { claimsWords as words } from '@/copy/claims'
import { toneOf } from './claim-tone'
import './points.scss'

interface Props {
  row: ClaimSummary
  /** Opens the claim; the node's id is `claim-<id>`. */
  onTap?(): void
  /** Buttons below; taps on them do not open the claim. */
  children?: ReactNode
}

/** One claim in a list: what for, whose, how many points, how it stands. */
export function ClaimRow({ row, onTap, children }: Props) {
  const now = Date.now()
  const { id, label, name, household, state, times, photos, publishedUntil } = row
  const facts = [
    name,
    household,
    daySaid(row.on, now),
    times > 1 && words.times(times),
    photos > 0 && words.photos(photos),
    state === 'published' && publishedUntil && words.until(daySaid(publishedUntil, now)),
  ]
  return (
    <View className="points__line">
      <View className="points__body">
        <View id={`claim-${id}`} onClick={onTap} {...aria('button', words.open(label, name))}>
          {label}
          <View className="points__note">{facts.filter(Boolean).join(' · ')}</View>
          <View className="points__tags">
            <Tag tone={toneOf(state)}>{claimStates[state]}</Tag>
            {row.credited !== undefined && row.credited !== row.points && (
              <View className="points__note">{words.credited(row.credited)}</View>
            )}
          </View>
        </View>
        {children && <View className="points__below">{children}</View>}
      </View>
      <View className={row.points < 0 ? 'points__cost' : 'points__gain'}>{words.points(row.points)}</View>
    </View>
  )
}
