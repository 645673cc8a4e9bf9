import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { Me } from '#types/person'
import { activityOrganizers } from '#types/roles'
import type { VolunteerOrganizationView } from '#types/service'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { List } from '@/components/list'
import { Page } from '@/components/page'
import { Row } from '@/components/row'
import { Sheet } from '@/components/sheet'
import { Tag } from '@/components/tag'
import { volunteerWords as words } from '@/copy/service'
import { go } from '@/platform/go'
import { WithMe } from '@/sections/with-me'
import { renew, useQuery } from '@/state/query'
import { useWrite } from '@/state/write'

/** 志愿队伍: those of my village, or of the area of my post; to join and to leave. */
export default function Volunteers() {
  return <WithMe>{(me) => <Content me={me} />}</WithMe>
}

function Content({ me }: { me: Me }) {
  const post = me.posts.find(({ role }) => activityOrganizers.includes(role))
  const query = useQuery('volunteer.organizations', me.villageId || !post?.areaId ? {} : { areaId: post.areaId })
  const [asking, setAsking] = useState<VolunteerOrganizationView>()
  return (
    <Page>
      <List
        id="volunteers"
        query={{ ...query, rows: query.data?.rows }}
        keyOf={({ id }) => id}
        empty={{ title: words.empty, advice: words.emptyAdvice }}
        row={(row) => <OrganizationCard organization={row} organizes={Boolean(post)} onAsk={() => setAsking(row)} />}
      />
      {asking && <JoinSheet key={asking.id} organization={asking} onClose={() => setAsking(undefined)} />}
    </Page>
  )
}

interface Props {
  organization: VolunteerOrganizationView
  organizes: boolean
  onAsk(): void
}

/** Ids: `join-<id>` (which also leaves), `members-<id>`. */
function OrganizationCard({ organization, organizes, onAsk }: Props) {
  const { id, name, areaName, members, mine } = organization
  return (
    <Card title={name} aside={mine && <Tag tone="done">{words.mine}</Tag>}>
      <Cell label={areaName} value={words.members(members)} />
      <Row>
        <Button id={`join-${id}`} onTap={onAsk}>
          {mine ? words.leave : words.join}
        </Button>
        {organizes && (
          <Button id={`members-${id}`} onTap={() => go('volunteerMembers', { organizationId: id, name })}>
            {words.seeMembers}
          </Button>
        )}
      </Row>
    </Card>
  )
}

/** Asks once more, then joins or leaves. */
function JoinSheet({ organization, onClose }: { organization: VolunteerOrganizationView; onClose(): void }) {
  const write = useWrite('volunteer.join')
  const { id: organizationId, name, mine } = organization
  const send = async () => {
    const answer = await write.run({ organizationId, ...(mine ? { leave: true } : {}) })
    if (!answer.ok) return
    renew('volunteer.')
    onClose()
    void Taro.showToast({ title: mine ? words.left : words.joined, icon: 'none' })
  }
  return (
    <Sheet
      id="join"
      open
      title={mine ? words.leaveTitle(name) : words.joinTitle(name)}
      confirm={mine ? words.leave : words.join}
      kind={mine ? 'danger' : 'main'}
      busy={write.busy}
      error={write.error?.message}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      {mine ? words.leaveAdvice : words.joinAdvice}
    </Sheet>
  )
}
