import { View } from '@tarojs/components'
import { Button } from '@/components/button'
import { orderWords as words } from '@/copy/order'
import { type Step, steps } from './form'

interface Props {
  step: Step
  onBack?(): void
  onClear?(): void
}

/** Which step this is, the way back, and starting over. */
export function StepHead({ step, onBack, onClear }: Props) {
  return (
    <View className="order__head">
      <View className="order__step">{words.stepOf(steps.indexOf(step) + 1, steps.length, words.steps[step])}</View>
      {onBack && (
        <Button id="order-back" narrow onTap={onBack}>
          {words.back}
        </Button>
      )}
      {onClear && (
        <Button id="order-clear" narrow onTap={onClear}>
          {words.clear}
        </Button>
      )}
    </View>
  )
}
