import { Image, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { kit } from '@/copy/kit'
import { asCallError } from '@/platform/error'
import { files } from '@/platform/files'
import { choosePhotos, showPhotos } from '@/platform/photos'
import { stopUpload, useUploads } from '@/state/use-outbox'
import { aria } from '../aria'
import { Field, type FieldProps } from '../field/frame'
import './index.scss'

interface Props extends FieldProps {
  /** Names of the kept copies, to be handed to the outbox as attachments. */
  value: readonly string[]
  onChange(value: string[]): void
  /** At most 9. */
  most?: number
}

/**
 * Chosen photos are kept on the phone at once, so that they outlive a restart; the outbox uploads them when the form is sent.
 * While that goes on each photo shows how far it is and can be stopped; what fails for want of network is tried again by itself.
 * Ids: `<id>-add`, `<id>-0`, `<id>-0-remove`, `<id>-0-stop`.
 */
export function PhotoPicker({ value, onChange, most = 9, ...field }: Props) {
  const [addresses, setAddresses] = useState<Record<string, string>>({})
  const uploads = useUploads()
  const [problem, setProblem] = useState<string>()
  useEffect(() => {
    let here = true
    for (const file of value) {
      files.address(file).then(
        (address) => here && setAddresses((known) => (known[file] === address ? known : { ...known, [file]: address })),
        (thrown) => here && setProblem(asCallError(thrown).message),
      )
    }
    return () => {
      here = false
    }
  }, [value])
  const add = async () => {
    setProblem(undefined)
    const kept: string[] = []
    try {
      for (const temporary of await choosePhotos(most - value.length)) kept.push(await files.keep(temporary))
    } catch (thrown) {
      setProblem(asCallError(thrown).message)
    }
    if (kept.length > 0) onChange([...value, ...kept])
  }
  const remove = (file: string) => {
    void files.forget(file)
    onChange(value.filter((one) => one !== file))
  }
  const shown = value.map((file) => addresses[file]).filter((address): address is string => Boolean(address))
  return (
    <Field {...field} error={field.error ?? problem}>
      <View className="photos">
        {value.map((file, at) => (
          <View key={file} className="photos__one">
            <Image
              id={`${field.id}-${at}`}
              className="photos__picture"
              src={addresses[file] ?? ''}
              mode="aspectFill"
              onClick={() => addresses[file] && showPhotos(shown, addresses[file])}
              {...aria('button', kit.photo(at + 1))}
            />
            {uploads[file] === undefined ? (
              <View
                id={`${field.id}-${at}-remove`}
                className="photos__remove"
                onClick={() => remove(file)}
                {...aria('button', kit.removePhoto(at + 1))}
              >
                ×
              </View>
            ) : (
              <View
                id={`${field.id}-${at}-stop`}
                className="photos__part"
                onClick={() => stopUpload(file)}
                {...aria('button', kit.stopUpload)}
              >
                {kit.photoPart(uploads[file])} ×
              </View>
            )}
          </View>
        ))}
        {value.length < most && (
          <View id={`${field.id}-add`} className="photos__add" onClick={add} {...aria('button', kit.addPhoto)}>
            <View className="photos__plus">＋</View>
            {kit.addPhoto}
          </View>
        )}
      </View>
      <View className="field__hint">{kit.photosLeft(most - value.length, most)}</View>
    </Field>
  )
}
