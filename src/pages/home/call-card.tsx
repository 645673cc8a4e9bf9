import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ChainLink } from '#types/area'
import type { HomeOutput } from '#types/home'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { homeWords as words } from '@/copy/home'
import { dial } from '@/platform/dial'
import { nearest } from './nearest'

interface Props {
  resident: HomeOutput['resident']
  /** All of them at once, for whoever came to call. */
  whole?: boolean
}

/** Who helps: grid worker, police and lawyer first, a call in one tap; the rest of the chain on asking. */
export function CallCard({ resident, whole = false }: Props) {
  const [all, setAll] = useState(whole)
  const links = resident ? [...resident.chain, ...resident.helpers] : []
  const first = nearest(links)
  if (links.length === 0) return <Card title={words.chain}>{words.noChain}</Card>
  const shown = all ? [...first, ...links.filter((link) => !first.includes(link))] : first
  return (
    <Card title={words.chain}>
      {shown.map((link, at) => (
        <Link key={`${link.role}-${link.name}`} link={link} at={at} />
      ))}
      {!whole && links.length > first.length && (
        <Cell id="home-chain" label={all ? words.fewer : words.allChain} onTap={() => setAll(!all)} />
      )}
    </Card>
  )
}

function Link({ link: { role, name, phone }, at }: { link: ChainLink; at: number }) {
  return (
    <View className="home__link">
      <View className="home__person">
        {name}
        <View className="home__note">{role}</View>
      </View>
      {phone ? (
        <Button id={`call-${at}`} narrow label={words.callHim(role, name)} onTap={() => dial(phone)}>
          {words.call}
        </Button>
      ) : (
        <View className="home__note">{words.noPhone}</View>
      )}
    </View>
  )
}
