import { View } from '@tarojs/components'
import type { ClaimDetail } from '#types/claim'
import { claimStates } from '#types/claim-loop'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Tag } from '@/components/tag'
import { declareWords as words } from '@/copy/claims'
import { goInstead, goTab } from '@/platform/go'
import type { Sent } from '@/state/sending'
import { toneOf } from '../claim-tone'

interface Props {
  outcome: Sent<ClaimDetail>
  onAnother(): void
}

/** What became of it, and what one may want next. */
export function Done({ outcome, onAnother }: Props) {
  const claim = outcome.state === 'sent' ? outcome.output : undefined
  return (
    <>
      <Card
        title={words[outcome.state]}
        aside={claim && <Tag tone={toneOf(claim.state)}>{claimStates[claim.state]}</Tag>}
      >
        <View id={`declare-${outcome.state}`}>
          {outcome.state === 'sent' && words.sentWords}
          {outcome.state === 'waiting' && words.waitingWords}
          {outcome.state === 'returned' && `${outcome.refusal}${words.returnedWords}`}
        </View>
      </Card>
      <View className="page__buttons">
        {claim && (
          <Button id="declare-see" kind="main" onTap={() => goInstead('claim', { claimId: claim.id })}>
            {words.see}
          </Button>
        )}
        <Button id="declare-another" onTap={onAnother}>
          {words.another}
        </Button>
        <Button id="declare-home" onTap={() => goTab('points')}>
          {words.home}
        </Button>
      </View>
    </>
  )
}
