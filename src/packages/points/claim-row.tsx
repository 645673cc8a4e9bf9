import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { ClaimSummary } from '#types/claim'
import { claimStates } from '#types/claim-loop'
import { Item } from '@/components/item'
import { joined } from '@/components/joined'
import { Tag } from '@/components/tag'
import { daySaid } from '@/components/when'
import { claimsWords as words } from '@/copy/claims'
import { cloudTime } from '@/platform/clock'
import { toneOf } from './claim-tone'

interface Props {
  row: ClaimSummary
  /** Opens the claim; the node's id is `claim-<id>`. */
  onTap?(): void
  /** Buttons below; taps on them do not open the claim. */
  children?: ReactNode
}

/** One claim in a list: what for, whose, how many points, how it stands. */
export function ClaimRow({ row, onTap, children }: Props) {
  const now = cloudTime()
  const { id, label, name, household, state, times, photos, publishedUntil } = row
  return (
    <Item
      id={`claim-${id}`}
      label={words.open(label, name)}
      amount={words.points(row.points)}
      loss={row.points < 0}
      note={joined([
        name,
        household,
        daySaid(row.on, now),
        times > 1 && words.times(times),
        photos > 0 && words.photos(photos),
        state === 'published' && publishedUntil && words.until(daySaid(publishedUntil, now)),
      ])}
      tags={
        <>
          <Tag tone={toneOf(state)}>{claimStates[state]}</Tag>
          {row.credited !== undefined && row.credited !== row.points && (
            <View className="page__note">{words.credited(row.credited)}</View>
          )}
        </>
      }
      below={children}
      onTap={onTap}
    >
      {label}
    </Item>
  )
}
