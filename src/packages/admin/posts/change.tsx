import { View } from '@tarojs/components'
import { useState } from 'react'
import { businessDate } from '#types/business-date'
import type { PostView } from '#types/person'
import { roles } from '#types/roles'
import { DateField } from '@/components/date-field'
import { Decision } from '@/components/decision'
import { Choice } from '@/components/field'
import { NoticeBar } from '@/components/notice-bar'
import { Skeleton } from '@/components/skeleton'
import { posts as copy } from '@/copy/admin'
import { cloudTime } from '@/platform/clock'
import { useList } from '@/state/query'

interface Props {
  post: PostView
  onClose(): void
}

const renews = ['post.', 'person.']

/** Ends a post from a day on. */
export function End({ post, onClose }: Props) {
  const [on, setOn] = useState(() => businessDate(new Date(cloudTime())))
  return (
    <Decision
      id="end"
      title={copy.endTitle(post.name, roles[post.role])}
      confirm={copy.end}
      kind="danger"
      action="post.end"
      inputOf={() => ({ postId: post.id, on })}
      renews={renews}
      done={copy.ended}
      onClose={onClose}
    >
      <View className="page__words">{copy.endAdvice}</View>
      <DateField id="end-on" label={copy.endOn} required value={on} onChange={setOn} />
    </Decision>
  )
}

/** Leave, with somebody in office in the same area to stand in. */
export function Leave({ post, onClose }: Props) {
  const [from, setFrom] = useState(() => businessDate(new Date(cloudTime())))
  const [to, setTo] = useState<string>()
  const [deputyId, setDeputyId] = useState<string>()
  const others = useList('post.list', post.areaId ? { areaId: post.areaId } : undefined)
  const people = new Map(
    (others.rows ?? [])
      .filter(({ personId }) => personId !== post.personId)
      .sort((a, b) => Number(b.areaId === post.areaId) - Number(a.areaId === post.areaId))
      .map((row) => [row.personId, { value: row.personId, label: row.name, note: roles[row.role] }]),
  )
  return (
    <Decision
      id="leave"
      title={copy.leaveTitle(post.name)}
      confirm={copy.leave}
      blocked={!to || !deputyId}
      action="post.leave"
      inputOf={() => (to && deputyId ? { postId: post.id, from, to, deputyId } : undefined)}
      renews={renews}
      done={copy.left}
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
    </Decision>
  )
}
