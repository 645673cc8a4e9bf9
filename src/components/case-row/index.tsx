import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { CaseSummary } from '#types/case'
import { categoryOf, skills, stageLabels, urgencies } from '#types/categories'
import { caseStates } from '#types/loop'
import { caseWords } from '@/copy/case'
import { cloudTime } from '@/platform/clock'
import { aria } from '../aria'
import { Deadline } from '../deadline'
import { Glyph } from '../glyph'
import { joined } from '../joined'
import { Tag } from '../tag'
import { whenSaid } from '../when'
import { toneOf } from './tone'
import './index.scss'

interface Props {
  row: CaseSummary
  /** Opens the case; the node's id is `case-<id>`. */
  onTap?(): void
  /** The one shown beside the list in a wide window. */
  chosen?: boolean
  /** Buttons and the like below; taps on them do not open the case. */
  children?: ReactNode
}

/** One case in a list: what, where, which step, by when. */
export function CaseRow({ row, onTap, chosen, children }: Props) {
  const category = categoryOf(row.category)
  return (
    <View className={chosen ? 'case-row case-row--chosen' : 'case-row'}>
      <View
        id={`case-${row.id}`}
        className="case-row__main"
        onClick={onTap}
        {...aria('button', caseWords.open(row.number, row.title))}
      >
        <View className="case-row__head">
          <Glyph>{category.glyph}</Glyph>
          <View className="case-row__title">{row.title}</View>
        </View>
        <View className="case-row__tags">
          <Tag tone={toneOf(row.state)}>{caseStates[row.state]}</Tag>
          {row.urgency !== 'normal' && <Tag tone="over">{urgencies[row.urgency]}</Tag>}
          {row.due && (
            <View className="case-row__due">
              <Text className="page__note">{stageLabels[row.due.stage]}</Text>
              <Deadline at={row.due.at} />
            </View>
          )}
        </View>
        <View className="page__note page__note--names">
          {joined([
            category.label,
            row.areaName,
            row.placeText,
            row.distance !== undefined && caseWords.distance(row.distance),
            row.skills?.map((skill) => skills[skill]).join('、'),
            row.supporters > 0 && caseWords.supporters(row.supporters),
          ])}
        </View>
        <View className="page__note page__note--names">
          {joined([row.number, caseWords.submitted(whenSaid(row.submittedAt, cloudTime()))])}
        </View>
      </View>
      {children && <View className="case-row__below">{children}</View>}
    </View>
  )
}
