import { View } from '@tarojs/components'
import type { MonthLine } from '#types/store'
import { aria } from '@/components/aria'
import { monthWords as words } from '@/copy/shelf'
import { flowSaid, sumSaid, totalsOf } from './figures'

const { name: nameColumn, ...figureColumns } = words.columns
type Figure = keyof typeof figureColumns
const figures = Object.keys(figureColumns) as Figure[]

/** The goods of a month as a table: what was there, came, went and is there; under each what that is made of. */
export function Lines({ lines }: { lines: readonly MonthLine[] }) {
  return (
    <View className="month__table" {...aria('table', words.lines)}>
      <View className="month__row" {...aria('row')}>
        <View className="month__cell month__cell--head" {...aria('columnheader')}>
          {nameColumn}
        </View>
        {figures.map((figure) => (
          <View key={figure} className="month__cell month__cell--head month__cell--figure" {...aria('columnheader')}>
            {figureColumns[figure]}
          </View>
        ))}
      </View>
      {lines.map((line) => (
        <Line key={line.goodsId} line={line} />
      ))}
    </View>
  )
}

/** Id: `line-<goods>`. */
function Line({ line }: { line: MonthLine }) {
  const flow = flowSaid(line)
  const shown: Record<Figure, number> = { opening: line.opening, ...totalsOf(line), closing: line.closing }
  return (
    <View id={`line-${line.goodsId}`} className="month__row" {...aria('row', `${line.name} ${sumSaid(line)}`)}>
      <View className="month__cell" {...aria('rowheader')}>
        {line.name}
      </View>
      {figures.map((figure) => (
        <View key={figure} className="month__cell month__cell--figure" {...aria('cell')}>
          {shown[figure]}
        </View>
      ))}
      {flow && (
        <View className="page__note month__flow" {...aria('cell')}>
          {flow}
        </View>
      )}
    </View>
  )
}
