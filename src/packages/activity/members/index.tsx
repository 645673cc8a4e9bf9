import Taro, { useRouter } from '@tarojs/taro'
import { useEffect } from 'react'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { List } from '@/components/list'
import { Page } from '@/components/page'
import { volunteerWords as words } from '@/copy/service'
import { parameter } from '@/platform/go'
import { useSignedIn } from '@/state/entrance'
import { useList } from '@/state/query'

/** The members of a volunteer organisation, for organizers. Opened with `organizationId` and `name`. */
export default function Members() {
  return useSignedIn() ? <Content /> : <Page>{null}</Page>
}

function Content() {
  const { params } = useRouter()
  const organizationId = parameter(params.organizationId)
  const name = parameter(params.name)
  const query = useList('volunteer.members', organizationId === undefined ? undefined : { organizationId })
  useEffect(() => {
    if (name) void Taro.setNavigationBarTitle({ title: name })
  }, [name])
  return (
    <Page>
      <List
        id="members"
        query={query}
        keyOf={({ personId }) => personId}
        empty={{ title: words.noMembers, advice: words.noMembersAdvice }}
        row={(row) => (
          <Card>
            <Cell label={row.name} value={words.since(row.since)} />
          </Card>
        )}
      />
    </Page>
  )
}
