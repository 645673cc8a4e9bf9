import { View } from '@tarojs/components'
import { useState } from 'react'
import type { PersonFound } from '#types/person'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { List } from '@/components/list'
import { SearchField } from '@/components/search-field'
import { Sheet } from '@/components/sheet'
import { Empty } from '@/components/status-box'
import { people as copy } from '@/copy/people'
import type { OutputOf } from '@/platform/call'
import { dial } from '@/platform/dial'
import { useQuery } from '@/state/query'
import { useWrite } from '@/state/write'
import './index.scss'

/** Residents of one's areas, masked; a phone number is shown for a stated reason only. Ids: `found-<person>-contact`. */
export function Search() {
  const [words, setWords] = useState('')
  const [asking, setAsking] = useState<PersonFound>()
  const query = useQuery('person.search', words ? { words } : undefined)
  return (
    <>
      <Card>
        <SearchField
          id="search"
          label={copy.words}
          hint={copy.wordsHint}
          most={30}
          find={copy.find}
          kind="main"
          onFind={setWords}
        />
      </Card>
      {words ? (
        <List
          id="found"
          query={{ ...query, rows: query.data?.rows }}
          keyOf={(row) => row.personId}
          empty={{ title: copy.nothing, advice: copy.nothingAdvice }}
          row={(row) => (
            <Card title={row.name}>
              <View className="page__note">
                {row.areaName} · {row.householdNumber}
              </View>
              <View className="page__note">{row.phone ? copy.phone(row.phone) : copy.noPhone}</View>
              {row.phone && (
                <Button id={`found-${row.personId}-contact`} onTap={() => setAsking(row)}>
                  {copy.contact}
                </Button>
              )}
            </Card>
          )}
        />
      ) : (
        <Empty title={copy.start} advice={copy.startAdvice} />
      )}
      {asking && <Contact person={asking} onClose={() => setAsking(undefined)} />}
    </>
  )
}

/** Asks why, then shows the number: the look is recorded, and the resident sees it. */
function Contact({ person, onClose }: { person: PersonFound; onClose(): void }) {
  const ask = useWrite('person.contact')
  const [known, setKnown] = useState<OutputOf<'person.contact'>>()
  const send = async (why: string) => {
    if (known) return dial(known.phone)
    const answer = await ask.run({ personId: person.personId, why })
    if (answer.ok) setKnown(answer.output)
  }
  return (
    <Sheet
      id="contact"
      open
      title={copy.contactTitle(person.name)}
      confirm={known ? copy.call : copy.contact}
      reason={known ? undefined : copy.contactWhy}
      busy={ask.busy}
      error={ask.error?.message}
      onConfirm={(why) => void send(why)}
      onClose={onClose}
    >
      {known && (
        <View id="contact-phone" className="people__known">
          {copy.contactOf(known.name, known.phone)}
        </View>
      )}
    </Sheet>
  )
}
