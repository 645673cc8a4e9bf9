import { View } from '@tarojs/components'
import { messageKinds } from '#types/labels'
import type { MessageView } from '#types/message'
import { aria } from '@/components/aria'
import { Button } from '@/components/button'
import { Glyph } from '@/components/glyph'
import { List } from '@/components/list'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Tag } from '@/components/tag'
import { whenSaid } from '@/components/when'
import { inboxWords as words } from '@/copy/me'
import { cloudTime } from '@/platform/clock'
import { go, openPath } from '@/platform/go'
import { renew, useList } from '@/state/query'
import { useWrite } from '@/state/write'
import './index.scss'

/** 消息: what happened to my cases, newest first; a tap reads the message and opens its case or page. */
export default function Inbox() {
  return (
    <Page>
      <Content />
    </Page>
  )
}

const GLYPHS = {
  progress: '进',
  todo: '办',
  deadline: '期',
  identity: '人',
  review: '审',
  points: '分',
  store: '兑',
  activity: '活',
} as const

function Content() {
  const messages = useList('message.list', {})
  const read = useWrite('message.read')
  const mark = async (ids?: string[]) => {
    const done = await read.run(ids ? { ids } : {})
    if (!done.ok) return
    await messages.reload()
    renew('home.')
  }
  const open = ({ id, caseId, page, read: already }: MessageView) => {
    if (!already) void mark([id])
    if (caseId) go('order', { caseId })
    else if (page) openPath(page)
  }
  const unread = messages.rows?.some((message) => !message.read)
  return (
    <>
      {read.error && <NoticeBar tone="error">{read.error.message}</NoticeBar>}
      {unread && (
        <Button id="read-all" busy={read.busy} onTap={() => void mark()}>
          {words.readAll}
        </Button>
      )}
      <View className="inbox__gap" />
      <List
        id="inbox"
        query={messages}
        keyOf={({ id }) => id}
        empty={{ title: words.empty, advice: words.emptyAdvice }}
        row={(message) => (
          <View
            id={`message-${message.id}`}
            className={message.read ? 'inbox__one' : 'inbox__one inbox__one--unread'}
            onClick={() => open(message)}
            {...aria('button', message.text)}
          >
            <Glyph>{GLYPHS[message.kind]}</Glyph>
            <View className="inbox__body">
              <View className="inbox__text">{message.text}</View>
              <View className="page__note">
                {messageKinds[message.kind]} · {whenSaid(message.at, cloudTime())}
                {(message.caseId ?? message.page) && ` · ${words.open} ›`}
              </View>
            </View>
            {!message.read && <Tag tone="now">{words.unread}</Tag>}
          </View>
        )}
      />
    </>
  )
}
