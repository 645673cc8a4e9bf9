import { View } from '@tarojs/components'
import { useState } from 'react'
import { type Skill, skills } from '#types/categories'
import type { Me } from '#types/person'
import { AreaPicker, type ChosenArea } from '@/components/area-picker'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Choice } from '@/components/field'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Skeleton } from '@/components/skeleton'
import { Failure } from '@/components/status-box'
import { memberWords as words } from '@/copy/me'
import { useDraft } from '@/state/draft'
import { renew, useQuery } from '@/state/query'
import { useSession } from '@/state/session'
import { useWrite } from '@/state/write'

/** What a member or volunteer can do, and 双报到: reporting to the branch and to the home grid. */
export default function Member() {
  return (
    <Page>
      <Content />
    </Page>
  )
}

function Content() {
  const session = useSession()
  if (session.error && !session.data)
    return <Failure id="session" error={session.error} onRetry={() => void session.reload()} />
  if (!session.data) return <Skeleton />
  if (session.data.standing !== 'confirmed') return <Card>{words.notMember}</Card>
  return (
    <>
      <Skills me={session.data} />
      {session.data.posts.some((post) => post.role === 'partyMember') && <DoubleRegister me={session.data} />}
    </>
  )
}

const skillOptions = (Object.keys(skills) as Skill[]).map((value) => ({ value, label: skills[value] }))

function Skills({ me }: { me: Me }) {
  const { value, change, discard } = useDraft<{ skills: Skill[] }>('person.skills', { skills: me.skills })
  const write = useWrite('person.skills')
  const [saved, setSaved] = useState(false)
  const save = async () => {
    const chosen = value.skills
    if (!(await write.run({ skills: chosen })).ok) return
    discard()
    change({ skills: chosen })
    setSaved(true)
    renew('person.')
  }
  return (
    <Card>
      <Choice
        id="skills"
        label={words.skills}
        hint={words.skillsHint}
        multiple
        options={skillOptions}
        value={value.skills}
        onChange={(chosen) => {
          setSaved(false)
          change({ skills: chosen })
        }}
      />
      {write.error && <NoticeBar tone="error">{write.error.message}</NoticeBar>}
      {saved && <NoticeBar>{words.saved}</NoticeBar>}
      <Button id="skills-save" kind="main" busy={write.busy} onTap={() => void save()}>
        {words.save}
      </Button>
    </Card>
  )
}

function DoubleRegister({ me }: { me: Me }) {
  const { value, change, discard } = useDraft<{ branchId?: string; grid?: ChosenArea }>('person.doubleRegister', {})
  const branches = useQuery('organization.list', { kind: 'branch' })
  const write = useWrite('person.doubleRegister')
  const [asked, setAsked] = useState(false)
  const [done, setDone] = useState(false)
  const { branchId, grid } = value
  const report = async () => {
    setAsked(true)
    if (!branchId || !grid) return
    if (!(await write.run({ branchId, gridId: grid.id })).ok) return
    discard()
    setAsked(false)
    setDone(true)
    renew('person.', 'home.')
  }
  const { error } = branches
  const optionsOf = (rows: readonly { id: string; name: string }[] | undefined) =>
    (rows ?? []).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Card title={words.double}>
      <View className="field__hint">{words.doubleHint}</View>
      {me.doubleRegistered && (
        <NoticeBar>{words.now(me.doubleRegistered.branchName, me.doubleRegistered.gridName)}</NoticeBar>
      )}
      {error && <Failure id="double" error={error} onRetry={() => void branches.reload()} />}
      <Choice
        id="branch"
        label={words.branch}
        hint={branches.data?.rows.length === 0 ? words.noBranches : undefined}
        options={optionsOf(branches.data?.rows)}
        value={branchId}
        onChange={(id) => change({ branchId: id })}
      />
      <AreaPicker
        id="grid"
        label={words.grid}
        levels={['grid']}
        root={me.villageId === undefined ? undefined : { id: me.villageId, fullName: me.villageName ?? '' }}
        value={grid}
        onChange={(chosen) => change({ grid: chosen })}
      />
      {asked && !(branchId && grid) && <NoticeBar tone="error">{words.needBoth}</NoticeBar>}
      {write.error && <NoticeBar tone="error">{write.error.message}</NoticeBar>}
      {done && <NoticeBar>{words.done}</NoticeBar>}
      <Button id="double-register" busy={write.busy} onTap={() => void report()}>
        {words.register}
      </Button>
    </Card>
  )
}
