import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { List } from '@/components/list'
import { Page } from '@/components/page'
import { whenSaid } from '@/components/when'
import { noticeWords as words } from '@/copy/notice'
import { cloudTime } from '@/platform/clock'
import { go } from '@/platform/go'
import { useList } from '@/state/query'

/** 公示: what the areas I live in make public, newest first. */
export default function Notices() {
  return (
    <Page>
      <Content />
    </Page>
  )
}

function Content() {
  const notices = useList('notice.list', {})
  return (
    <List
      id="notices"
      query={notices}
      keyOf={({ id }) => id}
      empty={{ title: words.empty, advice: words.emptyAdvice }}
      row={({ id, title, by, publishedAt }) => (
        <Card>
          <Cell
            id={`notice-${id}`}
            label={title}
            note={words.by(by, whenSaid(publishedAt, cloudTime()))}
            onTap={() => go('notice', { id })}
          />
        </Card>
      )}
    />
  )
}
