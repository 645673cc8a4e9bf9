import { View } from '@tarojs/components'
import { type CategoryId, categoryOf } from '#types/categories'
import { aria } from '../aria'
import './index.scss'

interface Props {
  ids: readonly CategoryId[]
  onChoose(id: CategoryId): void
  /** With the line that says what belongs there. */
  hints?: boolean
}

/** Categories to tap, drawn with one character each. A tile's id is `category-<id>`. */
export function CategoryTiles({ ids, onChoose, hints }: Props) {
  return (
    <View className={`tiles${hints ? ' tiles--hints' : ''}`}>
      {ids.map((id) => {
        const { label, hint, glyph } = categoryOf(id)
        return (
          <View
            key={id}
            id={`category-${id}`}
            className="tiles__one"
            onClick={() => onChoose(id)}
            {...aria('button', `${label}，${hint}`)}
          >
            <View className="tiles__glyph">{glyph}</View>
            <View className="tiles__words">
              <View className="tiles__label">{label}</View>
              {hints && <View className="tiles__hint">{hint}</View>}
            </View>
          </View>
        )
      })}
    </View>
  )
}
