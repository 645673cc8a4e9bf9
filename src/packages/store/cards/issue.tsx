import { useState } from 'react'
import type { CardPrint } from '#types/card'
import type { PersonFound } from '#types/person'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { cardsWords as words } from '@/copy/card'
import { PersonFinder } from '@/sections/person-finder'
import { renew } from '@/state/query'
import { useWrite } from '@/state/write'
import { noPin, pinProblems } from './pin'
import { PinFields } from './pin-fields'

interface Props {
  onIssued(print: CardPrint): void
  onBack(): void
}

/** Issues a household's card with the PIN that it chooses. */
export function Issue({ onIssued, onBack }: Props) {
  const write = useWrite('card.issue')
  const [person, setPerson] = useState<PersonFound>()
  const [chosen, setChosen] = useState(noPin)
  const [asked, setAsked] = useState(false)
  const found = pinProblems(chosen)
  const householdId = person?.householdId
  const send = async () => {
    setAsked(true)
    if (!householdId || Object.keys(found).length > 0) return
    const answer = await write.run({ householdId, pin: chosen.pin })
    if (!answer.ok) return
    renew('card.')
    onIssued(answer.output)
  }
  return (
    <Page
      footer={
        householdId && (
          <Button id="card-send" kind="main" busy={write.busy} onTap={() => void send()}>
            {words.send}
          </Button>
        )
      }
    >
      {write.error && (
        <NoticeBar id="issue-problem" tone="error">
          {write.error.message}
        </NoticeBar>
      )}
      <Card title={words.which}>
        {person ? (
          <>
            <Cell label={person.householdNumber} note={`${person.name} · ${person.areaName}`} />
            {!householdId && <NoticeBar tone="error">{words.noHousehold}</NoticeBar>}
            <Button id="household-again" onTap={() => setPerson(undefined)}>
              {words.otherHousehold}
            </Button>
          </>
        ) : (
          <PersonFinder id="household" copy={words} onChoose={setPerson} />
        )}
      </Card>
      {householdId && (
        <Card>
          <NoticeBar>{words.replaces}</NoticeBar>
          <PinFields
            id="pin"
            label={words.issuePin}
            value={chosen}
            problems={asked ? found : {}}
            onChange={setChosen}
          />
        </Card>
      )}
      <Button id="cards-back" onTap={onBack}>
        {words.back}
      </Button>
    </Page>
  )
}
