import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { ActivityListInput } from '#types/activity'
import type { Me } from '#types/person'
import { activityOrganizers } from '#types/roles'
import { Button } from '@/components/button'
import { List } from '@/components/list'
import { Page } from '@/components/page'
import { Tabs } from '@/components/tabs'
import { activityWords as words } from '@/copy/activity'
import { go } from '@/platform/go'
import { WithMe } from '@/sections/with-me'
import { useList } from '@/state/query'
import { ActivityRow } from './row'
import './index.scss'

type ListView = ActivityListInput['view']

/** 活动: those I can join, those I joined, those I hold; opened with `view`. */
export default function Activities() {
  return <WithMe>{(me) => <Content me={me} />}</WithMe>
}

function viewsFor(me: Me): ListView[] {
  return [
    'open',
    ...(me.standing === 'confirmed' ? (['mine'] as const) : []),
    ...(me.posts.some(({ role }) => activityOrganizers.includes(role)) ? (['organized'] as const) : []),
  ]
}

function Content({ me }: { me: Me }) {
  const views = viewsFor(me)
  const { view: asked } = useRouter().params
  const [view, setView] = useState<ListView>(views.find((one) => one === asked) ?? 'open')
  const organizes = views.includes('organized')
  return (
    <Page
      footer={
        organizes && (
          <Button id="activity-new" kind="main" onTap={() => go('activityForm')}>
            {words.create}
          </Button>
        )
      }
    >
      <Doors confirmed={me.standing === 'confirmed'} />
      <Tabs
        id="view"
        label={words.viewsLabel}
        options={views.map((value) => ({ value, label: words.views[value] }))}
        value={view}
        onChange={setView}
      />
      <Rows view={view} />
    </Page>
  )
}

/** What stands beside the activities: my hours, the organisations, the check of a certificate. */
function Doors({ confirmed }: { confirmed: boolean }) {
  return (
    <View className="activities__doors">
      {confirmed && (
        <>
          <Button id="to-service" narrow onTap={() => go('service')}>
            {words.service}
          </Button>
          <Button id="to-volunteers" narrow onTap={() => go('volunteers')}>
            {words.volunteers}
          </Button>
        </>
      )}
      <Button id="to-verify" narrow onTap={() => go('verify')}>
        {words.verify}
      </Button>
    </View>
  )
}

function Rows({ view }: { view: ListView }) {
  const query = useList('activity.list', { view })
  const [title, advice] = words.empty[view]
  return (
    <List
      id="activities"
      query={query}
      keyOf={({ id }) => id}
      empty={{ title, advice }}
      row={(row) => <ActivityRow row={row} onTap={() => go('activity', { id: row.id })} />}
    />
  )
}
