import { View } from '@tarojs/components'
import { type CategoryId, categories } from '#types/categories'
import type { HomeOutput } from '#types/home'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { CaseRow } from '@/components/case-row'
import { CategoryTiles } from '@/components/category-tiles'
import { Cell } from '@/components/cell'
import { whenSaid } from '@/components/when'
import { homeWords as words } from '@/copy/home'
import { pointsWords as points } from '@/copy/points'
import { cloudTime } from '@/platform/clock'
import { go, goTab } from '@/platform/go'
import { endingSoon } from '@/sections/account/ending'
import { openCases } from '@/sections/cases'
import { useQuery } from '@/state/query'
import { useSession } from '@/state/session'
import { CallCard } from './call-card'

/** As many as fit in two rows; the form has all of them. */
const ids = (Object.keys(categories) as CategoryId[]).slice(0, 8)

/** The villager's part: order, follow, read, call. Notices are for everybody. */
export function ResidentHome({ home }: { home: HomeOutput }) {
  return (
    <>
      {home.resident && <Own resident={home.resident} />}
      <Card>
        <Cell id="home-shop" label={words.shop} note={words.shopNote} onTap={() => go('shop')} />
        <Cell
          id="home-activities"
          label={words.activities}
          note={words.activitiesNote}
          onTap={() => go('activities')}
        />
      </Card>
      <Card title={words.notices}>
        {home.notices.length === 0 && <View className="home__note">{words.noNotices}</View>}
        {home.notices.map(({ id, title, publishedAt }) => (
          <Cell
            key={id}
            id={`notice-${id}`}
            label={title}
            note={whenSaid(publishedAt, cloudTime())}
            onTap={() => go('notice', { id })}
          />
        ))}
        <Cell id="home-notices" label={words.allNotices} onTap={() => go('notices')} />
      </Card>
    </>
  )
}

/** What the household has to spend; without an answer just the door. Not for those who aren't on the roster yet. */
function PointsLine() {
  const known = useSession().data?.standing === 'confirmed'
  const account = useQuery('points.account', known ? {} : undefined).data?.household
  if (!known) return null
  const soon = account ? endingSoon(account) : 0
  return (
    <Card>
      <Cell
        id="home-points"
        label={points.line}
        value={account && points.points(account.balance)}
        note={soon > 0 ? points.lineSoon(soon) : undefined}
        onTap={() => goTab('points')}
      />
    </Card>
  )
}

function Own({ resident }: { resident: NonNullable<HomeOutput['resident']> }) {
  return (
    <>
      <Button id="home-order" kind="main" onTap={() => go('newOrder')}>
        {words.order}
      </Button>
      <View className="page__gap" />
      <Card title={words.categories}>
        <CategoryTiles ids={ids} onChoose={(category) => go('newOrder', { category })} />
        <Cell id="home-categories" label={words.allCategories} onTap={() => go('newOrder')} />
      </Card>
      <Card title={words.open}>
        {resident.open.length === 0 && <View className="home__note">{words.noOpen}</View>}
        {resident.open.map((row) => (
          <CaseRow key={row.id} row={row} onTap={() => go('order', { caseId: row.id })} />
        ))}
        <Cell id="home-mine" label={words.allMine} onTap={() => openCases({ view: 'mine' })} />
      </Card>
      <PointsLine />
      <CallCard resident={resident} />
    </>
  )
}
