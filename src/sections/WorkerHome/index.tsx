import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { HomeOutput } from '#types/home'
import { type TodoKind, todoKinds } from '#types/labels'
import { aria } from '@/components/aria'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { CaseRow } from '@/components/case-row'
import { NoticeBar } from '@/components/notice-bar'
import { Row } from '@/components/row'
import { Empty } from '@/components/status-box'
import { worker as copy } from '@/copy/work'
import { go } from '@/platform/go'
import { scan } from '@/platform/scan'
import { type CasesFilter, openCases } from '../cases'
import { workPages } from '../menu'
import { placeTokenOf } from './place-code'
import '../figures.scss'

/** Where each count leads: what waits for feedback is no longer open and so not in the to-do. */
const filters: Record<TodoKind, CasesFilter> = {
  collected: { view: 'todo', state: 'collected' },
  assessed: { view: 'todo', state: 'assessed' },
  dispatched: { view: 'todo', state: 'dispatched' },
  handling: { view: 'todo', state: 'handling' },
  resolved: { view: 'area', state: 'resolved' },
  overdue: { view: 'overdue' },
}

async function scanPlace() {
  const scanned = await scan()
  if (scanned === undefined) return
  const placeToken = placeTokenOf(scanned)
  if (placeToken) go('newOrder', { placeToken })
  else void Taro.showToast({ title: copy.notAPlace, icon: 'none' })
}

interface Props {
  data: NonNullable<HomeOutput['worker']>
  onRefresh(): void
}

/** The part of the home page for whoever works at a level: counts, what is due first, filing for others, scanning a place. */
export function WorkerHome({ data }: Props) {
  return (
    <View id="worker-home">
      {data.pendingPeople > 0 && (
        <NoticeBar id="worker-pending" tone="warn" onTap={() => void Taro.navigateTo({ url: workPages.people })}>
          {copy.pending(data.pendingPeople)} ›
        </NoticeBar>
      )}
      <Card title={copy.todo}>
        <View className="figures">
          {(Object.keys(todoKinds) as TodoKind[]).map((kind) => (
            <View
              key={kind}
              id={`todo-${kind}`}
              className={`figures__one${kind === 'overdue' && data.todo[kind] > 0 ? ' figures__one--over' : ''}`}
              onClick={() => openCases(filters[kind])}
              {...aria('button', `${todoKinds[kind]} ${copy.count(data.todo[kind])}`)}
            >
              <View className="figures__number">{data.todo[kind]}</View>
              <View className="figures__word">
                {kind === 'overdue' && data.todo[kind] > 0 ? '! ' : ''}
                {todoKinds[kind]}
              </View>
            </View>
          ))}
        </View>
        <Row>
          <Button id="worker-on-behalf" onTap={() => go('newOrder', { source: 'onBehalf' })}>
            {copy.onBehalf}
          </Button>
          <Button id="worker-scan" onTap={() => void scanPlace()}>
            {copy.scan}
          </Button>
        </Row>
      </Card>
      <Card title={copy.next}>
        {data.next.length === 0 && <Empty title={copy.nothing} advice={copy.nothingAdvice} />}
        {data.next.map((row) => (
          <CaseRow key={row.id} row={row} onTap={() => go('order', { caseId: row.id })} />
        ))}
        {data.next.length > 0 && (
          <Button id="worker-all" onTap={() => openCases({ view: 'todo' })}>
            {copy.all}
          </Button>
        )}
      </Card>
    </View>
  )
}
