import { useState } from 'react'
import { Page } from '@/components/page'
import { Tabs } from '@/components/tabs'
import { people as copy } from '@/copy/people'
import { Pending } from './pending'
import { Search } from './search'

type View = keyof typeof copy.views
const views = (Object.keys(copy.views) as View[]).map((value) => ({ value, label: copy.views[value] }))

/** Who waits to be confirmed, and finding a resident of one's areas. */
export default function People() {
  const [view, setView] = useState<View>('pending')
  return (
    <Page>
      <Tabs id="people" label={copy.viewsLabel} options={views} value={view} onChange={setView} />
      {view === 'pending' ? <Pending /> : <Search />}
    </Page>
  )
}
