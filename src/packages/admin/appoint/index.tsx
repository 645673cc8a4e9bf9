import Taro from '@tarojs/taro'
import { useState } from 'react'
import { businessDate } from '#types/business-date'
import type { Me } from '#types/person'
import { type Role, roles } from '#types/roles'
import { AreaPicker, type ChosenArea } from '@/components/area-picker'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { DateField } from '@/components/date-field'
import { Choice } from '@/components/field'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Empty } from '@/components/status-box'
import { posts as copy } from '@/copy/admin'
import { cloudTime } from '@/platform/clock'
import { goBack } from '@/platform/go'
import { WithMe } from '@/sections/with-me'
import { useDraft } from '@/state/draft'
import { renew } from '@/state/query'
import { useWrite } from '@/state/write'
import { rootArea } from '../root-area'
import { ChooseOrganization, ChoosePerson } from './choose'

interface Form {
  person?: { id: string; name: string }
  role?: Role
  area?: ChosenArea
  organizationId?: string
  from?: string
  to?: string
}

/** Gives somebody a post: who, which, where, from when. */
export default function Appoint() {
  return <WithMe>{(me) => <Content me={me} />}</WithMe>
}

function Content({ me }: { me: Me }) {
  const root = rootArea(me.posts, 'post.appoint')
  const draft = useDraft<Form>('post.appoint', {})
  const write = useWrite('post.appoint')
  const [asked, setAsked] = useState(false)
  if (!root) {
    return (
      <Page>
        <Empty title={copy.nowhere} />
      </Page>
    )
  }
  const { person, role, area, organizationId, from = businessDate(new Date(cloudTime())), to } = draft.value
  // A department's post is held in the department, every other in an area.
  const inOrganization = role === 'departmentOfficer'
  const where = inOrganization ? organizationId : area?.id
  const send = async () => {
    setAsked(true)
    if (!person || !role || !where) return
    const answer = await write.run({
      personId: person.id,
      role,
      ...(inOrganization ? { organizationId: where } : { areaId: where }),
      from,
      ...(to ? { to } : {}),
    })
    if (!answer.ok) return
    draft.discard()
    renew('post.', 'person.')
    void Taro.showToast({ title: copy.sent, icon: 'none' })
    goBack()
  }
  return (
    <Page
      footer={
        <>
          {write.error && <NoticeBar tone="error">{write.error.message}</NoticeBar>}
          <Button id="appoint-send" kind="main" busy={write.busy} onTap={() => void send()}>
            {copy.send}
          </Button>
        </>
      }
    >
      <Card>
        <ChoosePerson
          areaId={root.id}
          value={person}
          error={asked && !person ? copy.problems.person : undefined}
          onChange={(chosen) => draft.change({ person: chosen })}
        />
      </Card>
      <Card>
        <Choice
          id="appoint-role"
          label={copy.role}
          required
          options={(Object.keys(roles) as Role[]).map((value) => ({ value, label: roles[value] }))}
          value={role}
          error={asked && !role ? copy.problems.role : undefined}
          onChange={(chosen) => draft.change({ role: chosen })}
        />
        {inOrganization ? (
          <ChooseOrganization
            areaId={root.id}
            value={organizationId}
            error={asked && !where ? copy.problems.where : undefined}
            onChange={(chosen) => draft.change({ organizationId: chosen })}
          />
        ) : (
          <AreaPicker
            id="appoint-area"
            label={copy.where}
            required
            value={area}
            error={asked && !where ? copy.problems.where : undefined}
            onChange={(chosen) => draft.change({ area: chosen })}
          />
        )}
        <DateField
          id="appoint-from"
          label={copy.from}
          required
          value={from}
          onChange={(date) => draft.change({ from: date })}
        />
        <DateField
          id="appoint-to"
          label={copy.to}
          hint={copy.toHint}
          value={to}
          start={from}
          onChange={(date) => draft.change({ to: date })}
        />
      </Card>
    </Page>
  )
}
