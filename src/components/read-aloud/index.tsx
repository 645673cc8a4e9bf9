import { kit } from '@/copy/kit'
import { canSpeak, speak } from '@/platform/speech'
import { Button } from '../button'

/** Reads the page's main words aloud; shows nothing on a device that cannot. */
export function ReadAloud({ id, text }: { id: string; text: string }) {
  if (!canSpeak()) return null
  return (
    <Button id={id} onTap={() => speak(text)}>
      {kit.readAloud}
    </Button>
  )
}
