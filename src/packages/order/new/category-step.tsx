import { View } from '@tarojs/components'
import { type CategoryId, categories, categoryOf } from '#types/categories'
import { CategoryTiles } from '@/components/category-tiles'
import { orderWords as words } from '@/copy/order'

const ids = Object.keys(categories) as CategoryId[]

/** Step 1: which kind of thing. */
export function CategoryStep({ onChoose }: { onChoose(category: CategoryId): void }) {
  return (
    <>
      <View className="order__group">{words.request}</View>
      <CategoryTiles ids={ids.filter((id) => categoryOf(id).kind === 'request')} onChoose={onChoose} hints />
      <View className="order__group">{words.opinion}</View>
      <CategoryTiles ids={ids.filter((id) => categoryOf(id).kind === 'opinion')} onChoose={onChoose} hints />
    </>
  )
}
