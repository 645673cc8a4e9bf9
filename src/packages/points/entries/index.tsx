import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { EntryView } from '#types/points'
import { type Unit, units } from '#types/units'
import { Card } from '@/components/card'
import { List } from '@/components/list'
import { Page } from '@/components/page'
import { Tabs } from '@/components/tabs'
import { entriesWords as words } from '@/copy/books'
import { EntryRow } from '@/sections/entry-row'
import { WithMe } from '@/sections/with-me'
import { useList, useQuery } from '@/state/query'
import { villageOf } from '../village'
import { Why } from './why'

const tabs = (Object.keys(units) as Unit[]).map((value) => ({ value, label: units[value] }))

/** 积分流水: each entry in a sentence, and on a tap why it was made. With `entryId` that one's reason is open at once. */
export default function Entries() {
  return (
    <WithMe>
      {(me) => (
        <Page>
          <Content village={villageOf(me)} household={me.household !== undefined} />
        </Page>
      )}
    </WithMe>
  )
}

function Content({ village, household }: { village: string | undefined; household: boolean }) {
  const merit = useQuery('points.account', {}).data?.merit !== undefined
  const [chosen, setChosen] = useState<Unit>()
  const unit = chosen ?? (household ? 'goods' : 'merit')
  return (
    <>
      {merit && household && <Tabs id="unit" label={words.units} options={tabs} value={unit} onChange={setChosen} />}
      <Book key={unit} unit={unit} village={village} />
    </>
  )
}

function Book({ unit, village }: { unit: Unit; village: string | undefined }) {
  const asked = useRouter().params.entryId
  const entries = useList('points.entries', { unit })
  const [shown, setShown] = useState(asked)
  const entry = entries.rows?.find(({ id }) => id === shown)
  return (
    <>
      <List<EntryView>
        id="entries"
        query={entries}
        keyOf={({ id }) => id}
        empty={{ title: words.empty, advice: words.emptyAdvice }}
        row={(row) => (
          <Card>
            <EntryRow entry={row} onTap={() => setShown(row.id)} />
          </Card>
        )}
      />
      {entry && <Why entry={entry} village={village} onClose={() => setShown(undefined)} />}
    </>
  )
}
