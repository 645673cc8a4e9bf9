import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { aria } from '@/components/aria'
import { Button } from '@/components/button'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { QrCode } from '@/components/qr-code'
import { Skeleton } from '@/components/skeleton'
import { Failure } from '@/components/status-box'
import { codeWords as words } from '@/copy/activity'
import { go, parameter } from '@/platform/go'
import { useSignedIn } from '@/state/entrance'
import { useQuery } from '@/state/query'
import { useCode } from './use-code'
import './index.scss'

/** The code that people check in and out by, large enough to be held up in a yard. Opened with `activityId`. */
export default function Code() {
  return useSignedIn() ? <Content /> : <Page>{null}</Page>
}

function Content() {
  const activityId = parameter(useRouter().params.activityId)
  const activity = useQuery('activity.get', activityId === undefined ? undefined : { activityId })
  const { code, left, error, retry } = useCode(activityId)
  return (
    <Page
      footer={
        <Button id="code-attendees" onTap={() => go('attendees', { activityId })}>
          {words.attendees}
        </Button>
      }
    >
      <View className="code">
        <View className="code__title">{activity.data?.title ?? words.title}</View>
        {!code && !error && <Skeleton rows={1} />}
        {!code && error && <Failure id="code" error={error} onRetry={retry} />}
        {code && error && <NoticeBar tone="warn">{words.stale}</NoticeBar>}
        {code && (
          <>
            <View className="code__square">
              <QrCode id="code-square" text={code.qrText} label={words.title} />
            </View>
            <View className="code__how">{words.how}</View>
            <View
              id="code-digits"
              className="code__digits"
              {...aria('text', `${words.digits} ${[...code.code].join(' ')}`)}
            >
              {code.code}
            </View>
            <View className="code__left">{left > 0 ? words.left(left) : words.renewing}</View>
          </>
        )}
      </View>
    </Page>
  )
}
