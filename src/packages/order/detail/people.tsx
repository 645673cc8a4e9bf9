import { View } from '@tarojs/components'
import type { CaseDetail, ContactView } from '#types/case'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { detailWords as words } from '@/copy/detail'
import { dial } from '@/platform/dial'

const PARTS = ['handler', 'owner', 'filer', 'forWhom'] as const

const labelOf = (part: (typeof PARTS)[number], detail: CaseDetail) =>
  part === 'forWhom' ? words.forWhom[detail.forWhom!.who] : words.roles[part]

/** Who has the case and whose it is, with a call in one tap where the cloud gives the number. */
export function People({ detail }: { detail: CaseDetail }) {
  return (
    <Card title={words.people}>
      {!detail.handler && !detail.owner && <View className="page__note">{words.nobody}</View>}
      {PARTS.map((part) => {
        // Nobody needs their own number.
        const contact = part === 'filer' && detail.relations.includes('filer') ? undefined : detail[part]
        return contact && <Contact key={part} part={part} label={labelOf(part, detail)} contact={contact} />
      })}
    </Card>
  )
}

interface ContactProps {
  part: (typeof PARTS)[number]
  /** What they are to the case. */
  label: string
  contact: ContactView
}

function Contact({ part, label, contact: { name, role, phone } }: ContactProps) {
  return (
    <View className="file__person">
      <View className="file__who">
        {name}
        <View className="page__note">
          {label}
          {role && ` · ${role}`}
        </View>
      </View>
      {phone && (
        <View className="file__no-print">
          <Button id={`call-${part}`} narrow label={words.callHim(name)} onTap={() => dial(phone)}>
            {words.call}
          </Button>
        </View>
      )}
    </View>
  )
}
