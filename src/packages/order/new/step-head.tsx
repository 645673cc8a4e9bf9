import { View } from '@tarojs/components'
import { Button } from '@/components/button'
import { orderWords as words } from '@/copy/order'
import { type Step, steps } from './form'

interface Props {
  step: Step
  onBack?(): void
}

/** Which step this is, and the way back. */
export function StepHead({ step, onBack }: Props) {
  return (
    <View className="order__head">
      <View className="order__step">{words.stepOf(steps.indexOf(step) + 1, steps.length, words.steps[step])}</View>
      {onBack && (
        <Button id="order-back" narrow onTap={onBack}>
          {words.back}
        </Button>
      )}
    </View>
  )
}
