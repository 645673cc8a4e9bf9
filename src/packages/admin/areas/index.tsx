import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { AreaView } from '#types/area'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { TextField } from '@/components/field'
import { Page } from '@/components/page'
import { Row } from '@/components/row'
import { Skeleton } from '@/components/skeleton'
import { Empty, Failure } from '@/components/status-box'
import { areas as copy } from '@/copy/admin'
import { kit } from '@/copy/kit'
import { workPages } from '@/sections/menu'
import { useQuery } from '@/state/query'
import { Merge, Rename } from './change'

/** The area tree, level by level or by name; an area ends in a successor by renaming or merging. */
export default function Areas() {
  return (
    <Page>
      <Content />
    </Page>
  )
}

/** Ids: `area-<code>`, `areas-up`, `areas-words`, `areas-rename`, `areas-merge`. */
function Content() {
  const [path, setPath] = useState<AreaView[]>([])
  const [words, setWords] = useState('')
  const [change, setChange] = useState<'rename' | 'merge'>()
  const here = path[path.length - 1]
  const searching = words.trim().length > 0
  const below = useQuery('area.children', searching ? undefined : here ? { parentId: here.id } : {})
  const found = useQuery('area.search', searching ? { words: words.trim() } : undefined)
  const query = searching ? found : below
  const up = () => setPath(path.slice(0, -1))
  const close = () => setChange(undefined)
  return (
    <>
      <TextField id="areas-words" label={kit.findArea} most={20} value={words} onChange={setWords} />
      {here && !searching && (
        <Card title={here.fullName}>
          <Cell id="areas-up" label={copy.code(here.id)} value={copy.up} onTap={up} />
          <Row>
            <Button id="areas-rename" onTap={() => setChange('rename')}>
              {copy.rename}
            </Button>
            <Button id="areas-merge" kind="danger" onTap={() => setChange('merge')}>
              {copy.merge}
            </Button>
          </Row>
        </Card>
      )}
      {query.loading && <Skeleton />}
      {query.error && !query.data && <Failure id="areas" error={query.error} onRetry={() => void query.reload()} />}
      {query.data?.rows.length === 0 &&
        (searching ? <Empty title={kit.areaNothing} /> : <Empty title={copy.nothing} advice={copy.nothingAdvice} />)}
      {query.data && query.data.rows.length > 0 && (
        <Card title={copy.below}>
          {query.data.rows.map((area) => (
            <Cell
              key={area.id}
              id={`area-${area.id}`}
              label={searching ? area.fullName : area.name}
              note={copy.code(area.id)}
              onTap={() => {
                setPath(searching ? [area] : [...path, area])
                setWords('')
              }}
            />
          ))}
        </Card>
      )}
      {here && change === 'rename' && (
        <Rename
          area={here}
          onClose={close}
          onDone={(successor) => {
            close()
            setPath([...path.slice(0, -1), successor])
          }}
        />
      )}
      {here && change === 'merge' && (
        <Merge
          area={here}
          onClose={close}
          onDone={(jobId) => {
            close()
            up()
            void Taro.navigateTo({ url: `${workPages.job}?jobId=${jobId}` })
          }}
        />
      )}
    </>
  )
}
