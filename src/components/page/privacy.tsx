import { View } from '@tarojs/components'
import { kit } from '@/copy/kit'
import { agreeButton, onPrivacyAsked, showContract } from '@/platform/privacy'
import { createStore, useStore } from '@/state/store'
import { aria } from '../aria'
import { Button } from '../button'

interface Question {
  agree(buttonId: string): void
  refuse(): void
}

const asked = createStore<Question | undefined>(undefined)
onPrivacyAsked((agree, refuse) => asked.set({ agree, refuse }))

/** The privacy agreement, when WeChat asks for it before the first use of place, photo or phone. */
export function PrivacyPrompt() {
  const question = useStore(asked)
  if (!question) return null
  const answer = (give: () => void) => () => {
    asked.set(undefined)
    give()
  }
  return (
    <View className="page__privacy" catchMove>
      <View className="page__privacy-body" {...aria('dialog', kit.privacyTitle)}>
        <View className="page__title">{kit.privacyTitle}</View>
        <View className="page__words">{kit.privacyWords}</View>
        <Button id="privacy-contract" onTap={showContract}>
          {kit.privacyContract}
        </Button>
        <Button
          id="privacy-agree"
          kind="main"
          openType={agreeButton.openType}
          onOpen={answer(() => question.agree('privacy-agree'))}
        >
          {kit.agree}
        </Button>
        <Button id="privacy-refuse" onTap={answer(question.refuse)}>
          {kit.refuse}
        </Button>
      </View>
    </View>
  )
}
