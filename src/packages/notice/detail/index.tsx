import { Text, View } from '@tarojs/components'
import Taro, { usePullDownRefresh, useRouter } from '@tarojs/taro'
import { Card } from '@/components/card'
import { Page } from '@/components/page'
import { ReadAloud } from '@/components/read-aloud'
import { Skeleton } from '@/components/skeleton'
import { Failure } from '@/components/status-box'
import { whenSaid } from '@/components/when'
import { noticeWords as words } from '@/copy/notice'
import { cloudTime } from '@/platform/clock'
import { parameter } from '@/platform/go'
import { useQuery } from '@/state/query'
import './index.scss'

/** One notice, opened with its `id`. */
export default function Notice() {
  return (
    <Page>
      <Content />
    </Page>
  )
}

function Content() {
  const id = parameter(useRouter().params.id)
  const notice = useQuery('notice.get', id === undefined ? undefined : { id })
  usePullDownRefresh(() => {
    void notice.reload().finally(() => Taro.stopPullDownRefresh())
  })
  if (notice.loading) return <Skeleton rows={1} />
  if (!notice.data)
    return notice.error ? <Failure id="notice" error={notice.error} onRetry={() => void notice.reload()} /> : null
  const { title, text, by, publishedAt } = notice.data
  return (
    <>
      <Card title={title}>
        <View className="notice__by">{words.by(by, whenSaid(publishedAt, cloudTime()))}</View>
        <Text id="notice-text" className="notice__text" userSelect>
          {text}
        </Text>
      </Card>
      <ReadAloud id="notice-read" text={`${title}。${text}`} />
    </>
  )
}
