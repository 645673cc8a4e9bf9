import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { PendingPerson } from '#types/person'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Choice, TextField } from '@/components/field'
import { joined } from '@/components/joined'
import { List } from '@/components/list'
import { Row } from '@/components/row'
import { Sheet } from '@/components/sheet'
import { Tag } from '@/components/tag'
import { whenSaid } from '@/components/when'
import { people as copy } from '@/copy/people'
import { renew, useList } from '@/state/query'
import { useWrite } from '@/state/write'
import './index.scss'

type Decision = { of: PendingPerson; verdict: 'confirm' | 'refuse' }

/** Registrations that wait, each with who on the roster may be meant. Ids: `person-<binding>-confirm`, `-refuse`. */
export function Pending() {
  const query = useList('person.pending', {})
  const [decision, setDecision] = useState<Decision>()
  const close = () => setDecision(undefined)
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
              {joined([row.phone ? copy.phone(row.phone) : copy.noPhone, copy.since(whenSaid(row.since, Date.now()))])}
            </View>
            <Row>
              <Button id={`person-${row.bindingId}-refuse`} onTap={() => setDecision({ of: row, verdict: 'refuse' })}>
                {copy.refuse}
              </Button>
              <Button id={`person-${row.bindingId}-confirm`} onTap={() => setDecision({ of: row, verdict: 'confirm' })}>
                {copy.confirm}
              </Button>
            </Row>
          </Card>
        )}
      />
      {decision?.verdict === 'confirm' && <Confirm key={decision.of.bindingId} person={decision.of} onClose={close} />}
      {decision?.verdict === 'refuse' && <Refuse person={decision.of} onClose={close} />}
    </>
  )
}

interface Props {
  person: PendingPerson
  onClose(): void
}

const done = (words: string, onClose: () => void) => {
  renew('person.', 'home.')
  void Taro.showToast({ title: words, icon: 'none' })
  onClose()
}

/** Value of the chip for somebody who isn't on the roster. */
const NEWCOMER = 'newcomer'

function Confirm({ person, onClose }: Props) {
  const write = useWrite('person.confirm')
  const [personId, setPersonId] = useState<string>()
  const [household, setHousehold] = useState(person.household)
  const newcomer = personId === NEWCOMER
  const send = async () => {
    if (!personId) return
    const answer = await write.run({
      bindingId: person.bindingId,
      verdict: 'confirm',
      ...(newcomer ? {} : { personId }),
      ...(newcomer && household.trim() ? { householdNumber: household.trim() } : {}),
    })
    if (answer.ok) done(copy.confirmed, onClose)
  }
  return (
    <Sheet
      id="confirm"
      open
      title={`${copy.confirm}：${person.name}`}
      confirm={copy.confirm}
      blocked={!personId}
      busy={write.busy}
      error={write.error?.message}
      onConfirm={() => void send()}
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
    </Sheet>
  )
}

function Refuse({ person, onClose }: Props) {
  const write = useWrite('person.confirm')
  const [short, setShort] = useState(false)
  const send = async (reason: string) => {
    setShort(reason.length < 2)
    if (reason.length < 2) return
    const answer = await write.run({ bindingId: person.bindingId, verdict: 'refuse', reason })
    if (answer.ok) done(copy.refusedDone, onClose)
  }
  return (
    <Sheet
      id="refuse"
      open
      title={copy.refuseTitle(person.name)}
      confirm={copy.refuse}
      kind="danger"
      reason={copy.refuseReason}
      busy={write.busy}
      error={short ? copy.reasonShort : write.error?.message}
      onConfirm={(reason) => void send(reason)}
      onClose={onClose}
    />
  )
}
