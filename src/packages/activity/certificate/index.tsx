import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { Certificate as Issued, Recorder, ServiceCertificateInput } from '#types/service'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { DateField } from '@/components/date-field'
import { Choice } from '@/components/field'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Skeleton } from '@/components/skeleton'
import { Failure } from '@/components/status-box'
import { dateAndTime } from '@/components/when'
import { certificateWords as words } from '@/copy/service'
import { cloudTime } from '@/platform/clock'
import { parameter } from '@/platform/go'
import { useSignedIn } from '@/state/entrance'
import { useQuery } from '@/state/query'
import { useWrite } from '@/state/write'
import { isPeriod, periodOf } from './period'
import { Sheet } from './sheet'

/** A certificate of service from one recorder over a period; opened with `year`, and `kind` and `id` of the recorder. */
export default function Certificate() {
  return useSignedIn() ? <Content /> : <Page>{null}</Page>
}

function Content() {
  const { params } = useRouter()
  const today = dateAndTime(cloudTime()).date
  const year = parameter(params.year) ?? today.slice(0, 4)
  const record = useQuery('service.record', { year })
  const [issued, setIssued] = useState<Issued>()
  if (issued) return <Sheet certificate={issued} onAgain={() => setIssued(undefined)} />
  if (!record.data) {
    return (
      <Page>
        {record.error ? (
          <Failure id="record" error={record.error} onRetry={() => void record.reload()} />
        ) : (
          <Skeleton />
        )}
      </Page>
    )
  }
  const recorders = record.data.recorders.map(({ recorder }) => recorder)
  if (recorders.length === 0) {
    return (
      <Page>
        <Card>{words.noRecorder}</Card>
      </Page>
    )
  }
  const asked = parameter(params.id)
  const first = recorders.find(({ id }) => id === asked) ?? recorders[0]!
  return <Form recorders={recorders} first={first} period={periodOf(year, today)} today={today} onIssued={setIssued} />
}

interface FormProps {
  recorders: readonly Recorder[]
  /** Chosen beforehand. */
  first: Recorder
  period: Pick<ServiceCertificateInput, 'from' | 'to'>
  today: string
  onIssued(certificate: Issued): void
}

function Form({ recorders, first, period, today, onIssued }: FormProps) {
  const write = useWrite('service.certificate')
  const [recorder, setRecorder] = useState(first)
  const [chosen, setChosen] = useState(period)
  const [wrong, setWrong] = useState(false)
  const issue = async () => {
    const right = isPeriod(chosen, today)
    setWrong(!right)
    if (!right) return
    const { kind, id } = recorder
    const answer = await write.run({ recorder: { kind, id }, ...chosen })
    if (answer.ok) onIssued(answer.output)
  }
  return (
    <Page
      footer={
        <Button id="certificate-issue" kind="main" busy={write.busy} onTap={() => void issue()}>
          {words.issue}
        </Button>
      }
    >
      {write.error && <NoticeBar tone="error">{write.error.message}</NoticeBar>}
      <Card>
        <Choice
          id="certificate-recorder"
          label={words.recorder}
          required
          options={recorders.map(({ id, name }) => ({ value: id, label: name }))}
          value={recorder.id}
          onChange={(id) => setRecorder(recorders.find((one) => one.id === id) ?? first)}
        />
        <DateField
          id="certificate-from"
          label={words.from}
          required
          value={chosen.from}
          onChange={(from) => setChosen({ ...chosen, from })}
        />
        <DateField
          id="certificate-to"
          label={words.to}
          required
          value={chosen.to}
          error={wrong ? words.order : undefined}
          onChange={(to) => setChosen({ ...chosen, to })}
        />
      </Card>
    </Page>
  )
}
