import { View } from '@tarojs/components'
import { useState } from 'react'
import type { PendingPerson } from '#types/person'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Decision } from '@/components/decision'
import { Choice, TextField } from '@/components/field'
import { joined } from '@/components/joined'
import { List } from '@/components/list'
import { Row } from '@/components/row'
import { Tag } from '@/components/tag'
import { whenSaid } from '@/components/when'
import { people as copy } from '@/copy/people'
import { cloudTime } from '@/platform/clock'
import { useList } from '@/state/query'
import './index.scss'

type Question = { of: PendingPerson; verdict: 'confirm' | 'refuse' }

/** Registrations that wait, each with who on the roster may be meant. Ids: `person-<binding>-confirm`, `-refuse`. */
export function Pending() {
  const query = useList('person.pending', {})
  const [question, setQuestion] = useState<Question>()
  const close = () => setQuestion(undefined)
  return (
    <>
      <List
        id="pending"
        query={query}
        keyOf={(row) => row.bindingId}
        empty={{ title: copy.nobody, advice: copy.nobodyAdvice }}
        row={(row) => (
          <Card
            title={row.name}
            aside={<Tag tone={row.matches.length > 0 ? 'now' : 'soon'}>{copy.likely(row.matches.length)}</Tag>}
          >
            <View className="page__note">{copy.says(row.household, row.areaName)}</View>
            <View className="page__note">
              {joined([row.phone ? copy.phone(row.phone) : copy.noPhone, copy.since(whenSaid(row.since, cloudTime()))])}
            </View>
            <Row>
              <Button id={`person-${row.bindingId}-refuse`} onTap={() => setQuestion({ of: row, verdict: 'refuse' })}>
                {copy.refuse}
              </Button>
              <Button id={`person-${row.bindingId}-confirm`} onTap={() => setQuestion({ of: row, verdict: 'confirm' })}>
                {copy.confirm}
              </Button>
            </Row>
          </Card>
        )}
      />
      {question?.verdict === 'confirm' && <Confirm key={question.of.bindingId} person={question.of} onClose={close} />}
      {question?.verdict === 'refuse' && <Refuse person={question.of} onClose={close} />}
    </>
  )
}

interface Props {
  person: PendingPerson
  onClose(): void
}

const renews = ['person.', 'home.']

/** Value of the chip for somebody who isn't on the roster. */
const NEWCOMER = 'newcomer'

function Confirm({ person, onClose }: Props) {
  const [personId, setPersonId] = useState<string>()
  const [household, setHousehold] = useState(person.household)
  const newcomer = personId === NEWCOMER
  return (
    <Decision
      id="confirm"
      title={`${copy.confirm}：${person.name}`}
      confirm={copy.confirm}
      blocked={!personId}
      action="person.confirm"
      inputOf={() => ({
        bindingId: person.bindingId,
        verdict: 'confirm',
        ...(newcomer ? {} : { personId }),
        ...(newcomer && household.trim() ? { householdNumber: household.trim() } : {}),
      })}
      renews={renews}
      done={copy.confirmed}
      onClose={onClose}
    >
      <Choice
        id="match"
        label={copy.who}
        hint={copy.whoHint}
        required
        options={[
          ...person.matches.map((match) => ({
            value: match.personId,
            label: match.name,
            note: joined([match.householdNumber, match.phone]),
          })),
          { value: NEWCOMER, label: copy.newcomer },
        ]}
        value={personId}
        onChange={setPersonId}
      />
      {newcomer && (
        <TextField
          id="household"
          label={copy.household}
          hint={copy.householdHint}
          most={40}
          value={household}
          onChange={setHousehold}
        />
      )}
    </Decision>
  )
}

function Refuse({ person, onClose }: Props) {
  return (
    <Decision
      id="refuse"
      title={copy.refuseTitle(person.name)}
      confirm={copy.refuse}
      kind="danger"
      reason={copy.refuseReason}
      action="person.confirm"
      inputOf={(reason) => ({ bindingId: person.bindingId, verdict: 'refuse', reason })}
      renews={renews}
      done={copy.refusedDone}
      onClose={onClose}
    />
  )
}
