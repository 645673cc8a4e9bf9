import { useState } from 'react'
import type { StoreView } from '#types/store'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Page } from '@/components/page'
import { Skeleton } from '@/components/skeleton'
import { Empty, Failure } from '@/components/status-box'
import { Tag } from '@/components/tag'
import { deskWords as words } from '@/copy/shelf'
import { dial } from '@/platform/dial'
import { useOnReturn } from '@/state/on-return'
import { useQuery } from '@/state/query'
import type { MyStore } from '../my-store'
import { goBehind } from '../ways'
import { WithStore } from '../with-store'
import { Settings } from './settings'

/** 爱心超市经营: the store's facts, and the doors of each post; its manager opens and changes it here. */
export default function Desk() {
  return <WithStore>{(mine) => <Content mine={mine} />}</WithStore>
}

function Content({ mine }: { mine: MyStore }) {
  const store = useQuery('store.get', { storeId: mine.id })
  const [changing, setChanging] = useState(false)
  useOnReturn(store.reload)
  const manages = mine.roles.includes('storeManager')
  const notOpen = store.error?.code === 'NO_STORE'
  if (changing && (store.data || notOpen))
    return <Settings mine={mine} store={store.data} onClose={() => setChanging(false)} />
  if (notOpen)
    return (
      <Page>
        <Empty
          title={words.notOpen}
          advice={words.notOpenAdvice}
          action={manages ? { id: 'desk-open', words: words.toOpen, onTap: () => setChanging(true) } : undefined}
        />
      </Page>
    )
  if (!store.data)
    return (
      <Page>
        {store.error ? (
          <Failure id="desk" error={store.error} onRetry={() => void store.reload()} />
        ) : (
          <Skeleton rows={2} />
        )}
      </Page>
    )
  return (
    <Page footer={<MainDoor mine={mine} />}>
      <Facts store={store.data} />
      <Doors mine={mine} onSettings={() => setChanging(true)} />
    </Page>
  )
}

/** The keeper stands at the counter; the others look after the shelf. */
function MainDoor({ mine }: { mine: MyStore }) {
  const way = mine.roles.includes('storeKeeper') ? 'counter' : 'shelf'
  return (
    <Button id={`desk-${way}`} kind="main" onTap={() => goBehind(way)}>
      {words[way]}
    </Button>
  )
}

/** 每天 08:30–17:30 · 周一、周三 08:30–17:30 */
function hoursSaid({ weekdays, opens, closes }: StoreView): string {
  const days = weekdays.length === 7 ? words.everyDay : weekdays.map((day) => words.days[day]).join('、')
  return words.hoursOf(days, opens, closes)
}

/** Ids: `call-<role>`. */
function Facts({ store }: { store: StoreView }) {
  const { name, place, openNow, cardDailyLimit, staff } = store
  return (
    <>
      <Card title={name} aside={<Tag tone={openNow ? 'done' : 'plain'}>{openNow ? words.open : words.closed}</Tag>}>
        <Cell label={words.place} value={place} />
        <Cell label={words.hours} value={hoursSaid(store)} />
        <Cell label={words.cardDailyLimit} value={words.points(cardDailyLimit)} />
      </Card>
      <Card title={words.staff}>
        {staff.map(({ role, title, name: who, phone }) => (
          <Cell
            key={`${role}-${who}`}
            label={title}
            value={who}
            {...(phone ? { id: `call-${role}`, note: words.call, onTap: () => dial(phone) } : {})}
          />
        ))}
      </Card>
    </>
  )
}

/** What the main button doesn't lead to already. */
function Doors({ mine: { roles }, onSettings }: { mine: MyStore; onSettings(): void }) {
  const keeps = roles.includes('storeKeeper')
  const manages = roles.includes('storeManager')
  return (
    <Card title={words.work}>
      {keeps && <Cell id="desk-card" label={words.card} onTap={() => goBehind('card')} />}
      {keeps && <Cell id="desk-shelf" label={words.shelf} onTap={() => goBehind('shelf')} />}
      <Cell id="desk-returns" label={words.returns} onTap={() => goBehind('returns')} />
      <Cell id="desk-month" label={words.month} onTap={() => goBehind('month')} />
      {manages && <Cell id="desk-settings" label={words.settings} onTap={onSettings} />}
    </Card>
  )
}
