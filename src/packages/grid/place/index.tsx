import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { Me } from '#types/person'
import { doorstepRoles } from '#types/roles'
import { AreaPicker, type ChosenArea } from '@/components/area-picker'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Choice, TextField } from '@/components/field'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { PlacePicker } from '@/components/place-picker'
import { places as copy } from '@/copy/places'
import type { Place } from '@/platform/contract'
import { goBack } from '@/platform/go'
import { WithMe } from '@/sections/with-me'
import { useDraft } from '@/state/draft'
import { renew, useQuery } from '@/state/query'
import { useWrite } from '@/state/write'

interface Form {
  /** Of the post in whose area it stands. */
  areaId?: string
  finer?: ChosenArea
  name: string
  where?: Place
}

/** A new QR place: which area, what people call it, where it is. */
export default function NewPlace() {
  return <WithMe>{(me) => <Content me={me} />}</WithMe>
}

function Content({ me }: { me: Me }) {
  const draft = useDraft<Form>('place.create', { name: '' })
  const write = useWrite('place.create')
  const [asked, setAsked] = useState(false)
  const areas = me.posts.flatMap(({ role, areaId, areaName }) =>
    areaId && doorstepRoles.includes(role) ? [{ value: areaId, label: areaName }] : [],
  )
  const { name, finer, where, areaId = areas[0]?.value } = draft.value
  const root = areas.find(({ value }) => value === areaId)
  const below = useQuery('area.children', areaId ? { parentId: areaId } : undefined)
  const problems = { area: areaId ? undefined : copy.problems.area, name: name.trim() ? undefined : copy.problems.name }
  const send = async () => {
    setAsked(true)
    if (!areaId || problems.name) return
    const made = await write.run({
      areaId: finer?.id ?? areaId,
      name: name.trim(),
      ...(where ? { location: { longitude: where.longitude, latitude: where.latitude } } : {}),
    })
    if (!made.ok) return
    draft.discard()
    renew('place.')
    void Taro.showToast({ title: copy.saved, icon: 'none' })
    goBack()
  }
  return (
    <Page
      footer={
        <>
          {write.error && <NoticeBar tone="error">{write.error.message}</NoticeBar>}
          <Button id="place-save" kind="main" busy={write.busy} onTap={() => void send()}>
            {copy.save}
          </Button>
        </>
      }
    >
      <Card>
        <Choice
          id="place-area"
          label={copy.area}
          required
          options={areas}
          value={areaId}
          error={asked ? problems.area : undefined}
          onChange={(chosen) => draft.change({ areaId: chosen, finer: undefined })}
        />
        {root && below.data && below.data.rows.length > 0 && (
          <AreaPicker
            id="place-finer"
            label={copy.finer}
            root={{ id: root.value, fullName: root.label }}
            value={finer}
            onChange={(chosen) => draft.change({ finer: chosen })}
          />
        )}
        <TextField
          id="place-name"
          label={copy.name}
          hint={copy.nameHint}
          required
          most={40}
          value={name}
          error={asked ? problems.name : undefined}
          onChange={(words) => draft.change({ name: words })}
        />
        <PlacePicker
          id="place-where"
          label={copy.where}
          hint={copy.whereHint}
          value={where}
          onChange={(chosen) => draft.change({ where: chosen })}
        />
      </Card>
    </Page>
  )
}
