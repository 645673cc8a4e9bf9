import Taro from '@tarojs/taro'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { List } from '@/components/list'
import { Page } from '@/components/page'
import { Empty } from '@/components/status-box'
import { whenSaid } from '@/components/when'
import { publish as copy } from '@/copy/office'
import { cloudTime } from '@/platform/clock'
import { go } from '@/platform/go'
import { workPages } from '@/sections/menu'
import { WithMe } from '@/sections/with-me'
import { useList } from '@/state/query'
import { publishAreas } from '../publish-areas'

const toNew = () => void Taro.navigateTo({ url: workPages.publishNew })

/** What has been published in the areas where I may publish, and the way to publish more. */
export default function Published() {
  return (
    <WithMe>
      {(me) => {
        const areas = publishAreas(me.posts).map(({ id }) => id)
        const create = (
          <Button id="notice-new" kind="main" onTap={toNew}>
            {copy.create}
          </Button>
        )
        if (areas.length === 0)
          return (
            <Page>
              <Empty title={copy.nowhere} />
            </Page>
          )
        return (
          <Page footer={create}>
            <Notices areas={areas} />
          </Page>
        )
      }}
    </WithMe>
  )
}

/** Ids: `notice-<id>`. */
function Notices({ areas }: { areas: string[] }) {
  const query = useList('notice.list', { areas: areas.slice(0, 8) })
  return (
    <List
      id="notices"
      query={query}
      keyOf={(row) => row.id}
      empty={{ title: copy.nothing, advice: copy.nothingAdvice }}
      row={(row) => (
        <Card>
          <Cell
            id={`notice-${row.id}`}
            label={row.title}
            note={copy.by(row.by, whenSaid(row.publishedAt, cloudTime()))}
            onTap={() => go('notice', { id: row.id })}
          />
        </Card>
      )}
    />
  )
}
