import { Image, View } from '@tarojs/components'
import { useState } from 'react'
import type { ActivityPhoto } from '#types/activity'
import { aria } from '@/components/aria'
import { Field } from '@/components/field'
import { Sheet } from '@/components/sheet'
import { activityDetail, consentSheet as words } from '@/copy/activity'
import { useWrite } from '@/state/write'
import type { SheetProps } from './sheets'

/**
 * Takes back the consent to photos. Where there are photos already, whoever is on them says on which: nobody else can know.
 * Ids: `consent-photo-0`, …
 */
export function ConsentSheet({ activity, onClose, onDone }: SheetProps) {
  const write = useWrite('activity.withdrawConsent')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [asked, setAsked] = useState(false)
  const { id: activityId, photos, mine } = activity
  const nothing = !mine?.photoConsent && chosen.length === 0
  const send = async () => {
    setAsked(true)
    if (nothing) return
    const answer = await write.run({ activityId, ...(chosen.length > 0 ? { photos: [...chosen] } : {}) })
    if (answer.ok) onDone(activityDetail.done.withdrawConsent)
  }
  const toggle = (fileId: string) =>
    setChosen(chosen.includes(fileId) ? chosen.filter((one) => one !== fileId) : [...chosen, fileId])
  return (
    <Sheet
      id="consent"
      open
      title={words.title}
      confirm={words.confirm}
      kind="danger"
      busy={write.busy}
      error={write.error?.message}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      <View className="activity__explain">{words.terms}</View>
      {photos.length > 0 && (
        <Field
          id="consent-photos"
          label={words.which}
          hint={words.rule}
          error={asked && nothing ? words.choose : undefined}
        >
          <View className="activity__photos">
            {photos.map((photo, at) => (
              <Tile
                key={photo.fileId}
                id={`consent-photo-${at}`}
                photo={photo}
                label={words.photo(at + 1)}
                on={chosen.includes(photo.fileId)}
                onTap={() => toggle(photo.fileId)}
              />
            ))}
          </View>
        </Field>
      )}
    </Sheet>
  )
}

interface TileProps {
  id: string
  photo: ActivityPhoto
  label: string
  on: boolean
  onTap(): void
}

/** A photo to be ticked; a word says that it is, not the colour alone. */
function Tile({ id, photo, label, on, onTap }: TileProps) {
  return (
    <View
      id={id}
      className={`activity__tile${on ? ' activity__tile--on' : ''}`}
      onClick={onTap}
      {...aria('checkbox', label, { checked: on })}
    >
      <Image className="activity__photo" src={photo.url} mode="aspectFill" />
      {on && <View className="activity__ticked">{words.chosen}</View>}
    </View>
  )
}
