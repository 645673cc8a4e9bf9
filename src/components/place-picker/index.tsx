import { View } from '@tarojs/components'
import { useState } from 'react'
import { kit } from '@/copy/kit'
import type { Place } from '@/platform/contract'
import { asCallError } from '@/platform/error'
import { choosePlace, whereAmI } from '@/platform/place'
import { Button } from '../button'
import { Field, type FieldProps } from '../field/frame'
import './index.scss'

interface Props extends FieldProps {
  value: Place | undefined
  onChange(value: Place): void
  /** Where the map starts while nothing is chosen. */
  around?: Place
}

/** Where it happened: by the phone's position (which has no words) or on the map. Ids: `<id>-here`, `<id>-map`. */
export function PlacePicker({ value, onChange, around, ...field }: Props) {
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const take = async (find: () => Promise<Place | undefined>) => {
    setProblem(undefined)
    setBusy(true)
    try {
      const place = await find()
      if (place) onChange(place)
    } catch (thrown) {
      setProblem(asCallError(thrown).message)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Field {...field} error={field.error ?? problem}>
      {value && <View className="place__address">✓ {value.address || kit.placed}</View>}
      <View className="place__buttons">
        <Button
          id={`${field.id}-here`}
          busy={busy}
          onTap={() => take(async () => ({ ...(await whereAmI()), address: '' }))}
        >
          {kit.hereNow}
        </Button>
        <Button id={`${field.id}-map`} disabled={busy} onTap={() => take(() => choosePlace(value ?? around))}>
          {value ? kit.changePlace : kit.choosePlace}
        </Button>
      </View>
    </Field>
  )
}
