import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { Fragment, type ReactNode } from 'react'
import { kit } from '@/copy/kit'
import { cloudTime } from '@/platform/clock'
import type { ListQuery } from '@/state/query'
import { aria } from '../aria'
import { Button } from '../button'
import { NoticeBar } from '../notice-bar'
import { Skeleton } from '../skeleton'
import { Empty, Failure } from '../status-box'
import { whenSaid } from '../when'
import './index.scss'

interface Props<Row> {
  /** Ids inside: `<id>-retry`, `<id>-more`. */
  id: string
  /** Of `useList`, or of `useQuery` with its rows picked out. */
  query: Pick<ListQuery<Row>, 'rows' | 'error' | 'loading' | 'staleSince' | 'reload'> &
    Partial<Pick<ListQuery<Row>, 'more' | 'loadingMore' | 'loadMore'>>
  keyOf(row: Row): string
  row(row: Row): ReactNode
  /** What it says without rows, and what to do next. */
  empty: { title: string; advice?: string; action?: { id: string; words: string; onTap(): void } }
}

/**
 * A list with its skeleton, empty and error states, next pages and pull to refresh (the page's config must say
 * `enablePullDownRefresh: true`). One a page.
 */
export function List<Row>({ id, query, keyOf, row, empty }: Props<Row>) {
  usePullDownRefresh(() => {
    query.reload().finally(() => Taro.stopPullDownRefresh())
  })
  useReachBottom(() => {
    if (query.more && !query.loadingMore) query.loadMore?.()
  })
  if (query.loading) return <Skeleton />
  if (!query.rows)
    return query.error ? <Failure id={id} error={query.error} onRetry={() => void query.reload()} /> : null
  return (
    // What comes and goes has a parent of its own: beside the rows it would hand every one of them to the screen again.
    <View id={id} className="list">
      <View>
        {query.error && (
          <NoticeBar id={`${id}-retry`} tone="warn" onTap={() => void query.reload()}>
            {query.error.message}
            {query.staleSince !== undefined && ` ${kit.stale(whenSaid(query.staleSince, cloudTime()))}`}
          </NoticeBar>
        )}
      </View>
      {query.rows.length === 0 ? (
        <Empty {...empty} />
      ) : (
        <View {...aria('list')}>
          {query.rows.map((one) => (
            <Fragment key={keyOf(one)}>{row(one)}</Fragment>
          ))}
        </View>
      )}
      <View>
        {query.more && (
          <Button id={`${id}-more`} busy={query.loadingMore} onTap={() => query.loadMore?.()}>
            {kit.loadMore}
          </Button>
        )}
      </View>
    </View>
  )
}
