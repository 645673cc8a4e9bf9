import { View } from '@tarojs/components'
import { kit } from '@/copy/kit'
import type { CallError } from '@/platform/error'
import { aria } from '../aria'
import { Button } from '../button'
import './index.scss'

interface EmptyProps {
  /** What there is none of. */
  title: string
  /** What to do next. */
  advice?: string
  /** One way on; its button has the id `<id>`. */
  action?: { id: string; words: string; onTap(): void }
}

/** What a list says when it has nothing. */
export function Empty({ title, advice, action }: EmptyProps) {
  return (
    <View className="status-box" {...aria('status')}>
      <View className="status-box__title">{title}</View>
      {advice && <View className="status-box__advice">{advice}</View>}
      {action && (
        <Button id={action.id} onTap={action.onTap}>
          {action.words}
        </Button>
      )}
    </View>
  )
}

/** What a page or list says when it could not be read; the retry button's id is `<id>-retry`. */
export function Failure({ id, error, onRetry }: { id: string; error: CallError; onRetry(): void }) {
  return (
    <View id={id} className="status-box" {...aria('alert')}>
      <View className="status-box__advice">{error.message}</View>
      <Button id={`${id}-retry`} onTap={onRetry}>
        {kit.retry}
      </Button>
    </View>
  )
}
