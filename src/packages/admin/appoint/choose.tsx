import { useState } from 'react'
import { Choice } from '@/components/field'
import { joined } from '@/components/joined'
import { SearchField } from '@/components/search-field'
import { Skeleton } from '@/components/skeleton'
import { Empty, Failure } from '@/components/status-box'
import { posts as copy } from '@/copy/admin'
import { useQuery } from '@/state/query'

interface PersonProps {
  /** Where to look. */
  areaId: string
  value: { id: string; name: string } | undefined
  error: string | undefined
  onChange(person: { id: string; name: string }): void
}

/** Finds a person on the roster. Ids: `appoint-words`, `appoint-find`, `appoint-person-<id>`. */
export function ChoosePerson({ areaId, value, error, onChange }: PersonProps) {
  const [words, setWords] = useState('')
  const query = useQuery('person.search', words ? { words, areaId } : undefined)
  const found = (query.data?.rows ?? []).map(({ personId, name, phone, areaName, householdNumber }) => ({
    value: personId,
    label: name,
    note: joined([areaName, householdNumber, phone]),
  }))
  const kept = value && !found.some((one) => one.value === value.id) ? [{ value: value.id, label: value.name }] : []
  return (
    <>
      <SearchField
        id="appoint"
        label={copy.person}
        hint={copy.personHint}
        required
        error={error}
        most={30}
        find={copy.find}
        onFind={setWords}
      />
      {query.loading && <Skeleton rows={1} />}
      {query.error && !query.data && <Failure id="people" error={query.error} onRetry={() => void query.reload()} />}
      {query.data?.rows.length === 0 && <Empty title={copy.noPerson} />}
      {found.length + kept.length > 0 && (
        <Choice
          id="appoint-person"
          label={copy.choosePerson}
          options={[...kept, ...found]}
          value={value?.id}
          onChange={(id) => onChange({ id, name: [...kept, ...found].find((one) => one.value === id)!.label })}
        />
      )}
    </>
  )
}

interface OrganizationProps {
  areaId: string
  value: string | undefined
  error: string | undefined
  onChange(organizationId: string): void
}

/** The departments in an area. Ids: `appoint-organization-<id>`. */
export function ChooseOrganization({ areaId, value, error, onChange }: OrganizationProps) {
  const query = useQuery('organization.list', { areaId, kind: 'department' })
  if (query.data) {
    return (
      <Choice
        id="appoint-organization"
        label={copy.organization}
        required
        error={error}
        options={query.data.rows.map(({ id, name }) => ({ value: id, label: name }))}
        value={value}
        onChange={onChange}
      />
    )
  }
  return query.error ? (
    <Failure id="organizations" error={query.error} onRetry={() => void query.reload()} />
  ) : (
    <Skeleton rows={1} />
  )
}
