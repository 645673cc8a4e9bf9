import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { shanghaiDate } from '#types/loop'
import type { PostView } from '#types/person'
import { roles } from '#types/roles'
import { DateField } from '@/components/date-field'
import { Choice } from '@/components/field'
import { NoticeBar } from '@/components/notice-bar'
import { Sheet } from '@/components/sheet'
import { Skeleton } from '@/components/skeleton'
import { posts as copy } from '@/copy/admin'
import { renew, useList } from '@/state/query'
import { useWrite } from '@/state/write'

interface Props {
  post: PostView
  onClose(): void
}

const finish = (words: string, onClose: () => void) => {
  renew('post.', 'person.')
  void Taro.showToast({ title: words, icon: 'none' })
  onClose()
}

/** Ends a post from a day on. */
export function End({ post, onClose }: Props) {
  const write = useWrite('post.end')
  const [on, setOn] = useState(() => shanghaiDate(new Date()))
  const send = async () => {
    const answer = await write.run({ postId: post.id, on })
    if (answer.ok) finish(copy.ended, onClose)
  }
  return (
    <Sheet
      id="end"
      open
      title={copy.endTitle(post.name, roles[post.role])}
      confirm={copy.end}
      kind="danger"
      busy={write.busy}
      error={write.error?.message}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      <View className="page__words">{copy.endAdvice}</View>
      <DateField id="end-on" label={copy.endOn} required value={on} onChange={setOn} />
    </Sheet>
  )
}

/** Leave, with somebody in office in the same area to stand in. */
export function Leave({ post, onClose }: Props) {
  const write = useWrite('post.leave')
  const [from, setFrom] = useState(() => shanghaiDate(new Date()))
  const [to, setTo] = useState<string>()
  const [deputyId, setDeputyId] = useState<string>()
  const others = useList('post.list', post.areaId ? { areaId: post.areaId } : undefined)
  const people = new Map(
    (others.rows ?? [])
      .filter(({ personId }) => personId !== post.personId)
      .sort((a, b) => Number(b.areaId === post.areaId) - Number(a.areaId === post.areaId))
      .map((row) => [row.personId, { value: row.personId, label: row.name, note: roles[row.role] }]),
  )
  const send = async () => {
    if (!to || !deputyId) return
    const answer = await write.run({ postId: post.id, from, to, deputyId })
    if (answer.ok) finish(copy.left, onClose)
  }
  return (
    <Sheet
      id="leave"
      open
      title={copy.leaveTitle(post.name)}
      confirm={copy.leave}
      blocked={!to || !deputyId}
      busy={write.busy}
      error={write.error?.message}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      <DateField id="leave-from" label={copy.from} required value={from} onChange={setFrom} />
      <DateField id="leave-to" label={copy.to} required value={to} start={from} onChange={setTo} />
      {others.loading && <Skeleton rows={1} />}
      {others.error && <NoticeBar tone="error">{others.error.message}</NoticeBar>}
      {others.rows && people.size === 0 && <NoticeBar tone="warn">{copy.nobody}</NoticeBar>}
      {people.size > 0 && (
        <Choice
          id="deputy"
          label={copy.who}
          hint={copy.whoHint}
          required
          options={[...people.values()]}
          value={deputyId}
          onChange={setDeputyId}
        />
      )}
    </Sheet>
  )
}
