import { useState } from 'react'
import { permissions } from '#types/permissions'
import type { Me, PersonFound } from '#types/person'
import type { EntryView, PointsReverseOutput } from '#types/points'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { List } from '@/components/list'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Tabs } from '@/components/tabs'
import { householdWords as words } from '@/copy/books'
import { Account } from '@/sections/account'
import { EntryRow } from '@/sections/entry-row'
import { PersonFinder } from '@/sections/person-finder'
import { WithMe } from '@/sections/with-me'
import { renew, useList } from '@/state/query'
import { Reverse } from './reverse'

type Book = keyof typeof words.which
const books = (Object.keys(words.which) as Book[]).map((value) => ({ value, label: words.which[value] }))

/** 各户积分账: the passbook of a household of one's area, or of a person's merit; the village secretary puts entries right. */
export default function Household() {
  return (
    <WithMe>
      {(me) => (
        <Page>
          <Content me={me} />
        </Page>
      )}
    </WithMe>
  )
}

function Content({ me }: { me: Me }) {
  const [person, setPerson] = useState<PersonFound>()
  const [chosen, setChosen] = useState<Book>('household')
  const reversers = permissions['points.reverse'].who as readonly string[]
  if (!person)
    return (
      <Card>
        <NoticeBar>{words.lead}</NoticeBar>
        <PersonFinder id="person" copy={words} onChoose={setPerson} />
      </Card>
    )
  const { personId, householdId } = person
  const book = householdId ? chosen : 'person'
  return (
    <>
      <Button id="household-again" onTap={() => setPerson(undefined)}>
        {words.again}
      </Button>
      {householdId ? (
        <Tabs id="book" label={words.whichLabel} options={books} value={book} onChange={setChosen} />
      ) : (
        <NoticeBar>{words.noHousehold}</NoticeBar>
      )}
      <Passbook
        key={book}
        of={book === 'household' && householdId ? { householdId } : { personId }}
        mayReverse={me.posts.some(({ role }) => reversers.includes(role))}
      />
    </>
  )
}

/** What can be put right: what was given or taken, once; what the shop did is put right there. */
const reversible = ({ kind, reversed, words: { debt } }: EntryView) =>
  (kind === 'award' || (kind === 'deduction' && debt === undefined)) && !reversed

interface PassbookProps {
  of: { householdId: string } | { personId: string }
  mayReverse: boolean
}

/** Ids: `reverse-<entry>`. */
function Passbook({ of, mayReverse }: PassbookProps) {
  const entries = useList('points.look', of)
  const [asking, setAsking] = useState<EntryView>()
  const [done, setDone] = useState<PointsReverseOutput>()
  return (
    <>
      {done && <NoticeBar id="reversed">{words.moved(done.moved, done.owed)}</NoticeBar>}
      {entries.first && <Account account={entries.first.account} />}
      <List<EntryView>
        id="entries"
        query={entries}
        keyOf={({ id }) => id}
        empty={{ title: words.empty }}
        row={(entry) => (
          <Card>
            <EntryRow entry={entry}>
              {mayReverse && reversible(entry) && (
                <Button id={`reverse-${entry.id}`} narrow onTap={() => setAsking(entry)}>
                  {words.reverse}
                </Button>
              )}
            </EntryRow>
          </Card>
        )}
      />
      {asking && (
        <Reverse
          entry={asking}
          onClose={() => setAsking(undefined)}
          onDone={(moved) => {
            setAsking(undefined)
            setDone(moved)
            void entries.reload()
            renew('claim.')
          }}
        />
      )}
    </>
  )
}
