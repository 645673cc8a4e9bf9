import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { Me, PostView } from '#types/person'
import { type Role, roles } from '#types/roles'
import { AreaPicker, type ChosenArea } from '@/components/area-picker'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Choice } from '@/components/field'
import { joined } from '@/components/joined'
import { List } from '@/components/list'
import { Page } from '@/components/page'
import { Row } from '@/components/row'
import { Sheet } from '@/components/sheet'
import { Empty } from '@/components/status-box'
import { Tag } from '@/components/tag'
import { posts as copy } from '@/copy/admin'
import { workPages } from '@/sections/menu'
import { WithMe } from '@/sections/with-me'
import { useList } from '@/state/query'
import { rootArea } from '../root-area'
import { End, Leave } from './change'

/** Who holds which post in an area and below it: appoint, end, leave with a deputy. */
export default function Posts() {
  return (
    <WithMe>
      {(me) => (
        <Page
          footer={
            rootArea(me.posts, 'post.appoint') && (
              <Button id="post-appoint" kind="main" onTap={() => void Taro.navigateTo({ url: workPages.appoint })}>
                {copy.appoint}
              </Button>
            )
          }
        >
          <Content me={me} />
        </Page>
      )}
    </WithMe>
  )
}

function Content({ me }: { me: Me }) {
  const root = rootArea(me.posts, 'post.list')
  const [area, setArea] = useState<ChosenArea | undefined>(root)
  const [role, setRole] = useState<Role>()
  const [picking, setPicking] = useState(false)
  const mayEnd = rootArea(me.posts, 'post.end') !== undefined
  if (!root || !area) return <Empty title={copy.nowhere} />
  return (
    <>
      <Card>
        <AreaPicker id="posts-area" label={copy.area} root={root} value={area} onChange={setArea} />
        <Cell
          id="posts-role"
          label={copy.role}
          value={role ? roles[role] : copy.allRoles}
          onTap={() => setPicking(true)}
        />
      </Card>
      <Holders key={`${area.id}-${role}`} areaId={area.id} role={role} mayEnd={mayEnd} meId={me.personId} />
      <Sheet
        id="role"
        open={picking}
        title={copy.pickRole}
        confirm={copy.show}
        onConfirm={() => setPicking(false)}
        onClose={() => {
          setRole(undefined)
          setPicking(false)
        }}
      >
        <Choice
          id="role-choice"
          label={copy.role}
          options={(Object.keys(roles) as Role[]).map((value) => ({ value, label: roles[value] }))}
          value={role}
          onChange={(chosen) => setRole(chosen)}
        />
      </Sheet>
    </>
  )
}

interface HoldersProps {
  areaId: string
  role: Role | undefined
  mayEnd: boolean
  /** Of the viewer: one's own leave is one's own to enter. */
  meId: string
}

/** Ids: `post-<id>-end`, `post-<id>-leave`. */
function Holders({ areaId, role, mayEnd, meId }: HoldersProps) {
  const query = useList('post.list', { areaId, ...(role ? { role } : {}) })
  const [change, setChange] = useState<{ of: PostView; asks: 'end' | 'leave' }>()
  const close = () => setChange(undefined)
  return (
    <>
      <List
        id="posts"
        query={query}
        keyOf={(row) => row.id}
        empty={{ title: copy.nothing, advice: copy.nothingAdvice }}
        row={(row) => (
          <Card title={row.name} aside={<Tag>{roles[row.role]}</Tag>}>
            <View className="page__note page__note--names">
              {joined([row.areaName, copy.period(row.from, row.to), row.deputy && copy.deputy(row.deputy)])}
            </View>
            {row.leave && <Tag tone="soon">{copy.onLeave(row.leave.from, row.leave.to)}</Tag>}
            <Row>
              {(mayEnd || row.personId === meId) && (
                <Button id={`post-${row.id}-leave`} onTap={() => setChange({ of: row, asks: 'leave' })}>
                  {copy.leave}
                </Button>
              )}
              {mayEnd && (
                <Button id={`post-${row.id}-end`} kind="danger" onTap={() => setChange({ of: row, asks: 'end' })}>
                  {copy.end}
                </Button>
              )}
            </Row>
          </Card>
        )}
      />
      {change?.asks === 'end' && <End post={change.of} onClose={close} />}
      {change?.asks === 'leave' && <Leave post={change.of} onClose={close} />}
    </>
  )
}
