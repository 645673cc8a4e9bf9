import { categoryOf, type Visibility } from '#types/categories'
import type { Me } from '#types/person'
import { doorstepRoles } from '#types/roles'
import { Card } from '@/components/card'
import { Choice, TextField } from '@/components/field'
import { formFields } from '@/components/field/form-fields'
import { NoticeBar } from '@/components/notice-bar'
import { PlacePicker } from '@/components/place-picker'
import { VillagePicker } from '@/components/village-picker'
import { orderWords as words } from '@/copy/order'
import { useQuery } from '@/state/query'
import type { OrderForm, OutsideSource } from './form'
import type { StepProps } from './matter-step'

const visibilityOptions = (['village', 'private'] as const satisfies readonly Visibility[]).map((value) => ({
  value,
  label: words.visibilities[value][0],
  note: words.visibilities[value][1],
}))

/** Step 3: where it is, for whom, and who may see it. */
export function PlaceStep({ form, change, problems, me }: StepProps & { me: Me | undefined }) {
  const doorstep = Boolean(me?.posts.some((post) => doorstepRoles.includes(post.role)))
  const areaId = form.village?.id ?? me?.villageId
  const field = formFields(words, { value: form, change, problems })
  const centre = useQuery('area.map', areaId ? { areaId } : undefined).data?.center
  return (
    <>
      <Card>
        {form.placeToken ? (
          <NoticeBar
            id="place-other"
            onTap={() => change({ placeToken: undefined, village: undefined, location: undefined, placeText: '' })}
          >
            {words.placeFixed}
          </NoticeBar>
        ) : (
          !me?.villageId && <VillagePicker {...field('village')} required />
        )}
        <PlacePicker
          id="place"
          label={words.place}
          hint={me?.villageId ? words.placeHint : words.placeHintUnknown}
          around={centre && { ...centre, address: '' }}
          value={form.location && { ...form.location, address: '' }}
          onChange={({ longitude, latitude, address }) =>
            change({ location: { longitude, latitude }, placeText: form.placeText || address.slice(0, 100) })
          }
        />
        <TextField {...field('placeText')} placeholder={words.placeExample} most={100} />
      </Card>
      <ForWhomCard form={form} change={change} problems={problems} doorstep={doorstep} me={me} />
      {doorstep && <Source form={form} change={change} problems={problems} />}
      <Card>
        {form.category && categoryOf(form.category).alwaysPrivate ? (
          <NoticeBar>{words.alwaysPrivate}</NoticeBar>
        ) : (
          <Choice {...field('visibility')} options={visibilityOptions} />
        )}
      </Card>
    </>
  )
}

const sourceOptions = (Object.keys(words.sources) as OutsideSource[]).map((value) => ({
  value,
  label: words.sources[value],
}))

/** How the worker heard of it, with the number it has there. */
function Source({ form, change }: StepProps) {
  const field = formFields(words, { value: form, change })
  return (
    <Card>
      <Choice {...field('source')} options={sourceOptions} />
      {form.source !== 'own' && form.source !== 'patrol' && <TextField {...field('outsideNumber')} most={40} />}
    </Card>
  )
}

/** 代报 is offered to doorstep roles only: the cloud refuses it to others. */
function ForWhomCard({ form, change, problems, me, doorstep }: StepProps & { me: Me | undefined; doorstep: boolean }) {
  const choices: OrderForm['forWhom'][] = doorstep ? ['self', 'household', 'another'] : ['self', 'household']
  const others = me?.household?.members.filter((member) => !member.me) ?? []
  return (
    <Card>
      <Choice
        id="for-whom"
        label={words.forWhom}
        options={choices.map((value) => ({ value, label: words.forWhoms[value] }))}
        value={form.forWhom}
        onChange={(forWhom) => change({ forWhom, name: '', memberId: undefined, phone: '' })}
      />
      {form.forWhom === 'household' && (
        <>
          {others.length > 0 && (
            <Choice
              id="member"
              label={words.familyName}
              options={others.map(({ personId, name }) => ({ value: personId, label: name }))}
              value={form.memberId}
              onChange={(memberId) =>
                change({ memberId, name: others.find(({ personId }) => personId === memberId)!.name })
              }
            />
          )}
          <TextField
            id="family-name"
            label={others.length > 0 ? words.familyOther : words.familyName}
            hint={words.familyHint}
            error={problems.name}
            most={30}
            value={form.memberId ? '' : form.name}
            onChange={(name) => change({ name, memberId: undefined })}
          />
        </>
      )}
      {form.forWhom === 'another' && (
        <>
          <TextField
            id="other-name"
            label={words.otherName}
            required
            error={problems.name}
            most={30}
            value={form.name}
            onChange={(name) => change({ name })}
          />
          <TextField
            id="other-phone"
            label={words.otherPhone}
            hint={words.otherHint}
            type="number"
            most={12}
            error={problems.phone}
            value={form.phone}
            onChange={(phone) => change({ phone })}
          />
        </>
      )}
    </Card>
  )
}
