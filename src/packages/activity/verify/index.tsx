import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { CertificateProof } from '#types/service'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { TextField } from '@/components/field'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Skeleton } from '@/components/skeleton'
import { Failure } from '@/components/status-box'
import { Tag } from '@/components/tag'
import { certificateWords, verifyWords as words } from '@/copy/service'
import { parameter } from '@/platform/go'
import { scan } from '@/platform/scan'
import { useSignedIn } from '@/state/entrance'
import { useQuery } from '@/state/query'
import { certificateNumberIn } from './number'

/** Anybody checks whether a certificate is true; opened with its `number`, checks that one at once. */
export default function Verify() {
  return useSignedIn() ? <Content /> : <Page>{null}</Page>
}

function Content() {
  const given = certificateNumberIn(parameter(useRouter().params.number) ?? '')
  const [typed, setTyped] = useState(given ?? '')
  const [number, setNumber] = useState(given)
  const [wrong, setWrong] = useState(false)
  const answer = useQuery('service.verify', number === undefined ? undefined : { number })
  const check = (text: string) => {
    const found = certificateNumberIn(text)
    setWrong(!found)
    setNumber(found)
    if (found) setTyped(found)
  }
  const byScan = async () => {
    const text = await scan()
    if (text) check(text)
  }
  return (
    <Page
      footer={
        <Button id="verify-check" kind="main" onTap={() => check(typed)}>
          {words.check}
        </Button>
      }
    >
      <Card>
        <TextField
          id="verify-number"
          label={words.number}
          hint={words.about}
          placeholder={words.example}
          most={40}
          value={typed}
          error={wrong ? words.wrong : undefined}
          onChange={setTyped}
          onDone={() => check(typed)}
          done="done"
        />
        <Button id="verify-scan" onTap={() => void byScan()}>
          {words.scan}
        </Button>
      </Card>
      {answer.loading && <Skeleton rows={1} />}
      {answer.error && <Failure id="verify" error={answer.error} onRetry={() => void answer.reload()} />}
      {answer.data && !answer.error && <Proof proof={answer.data} />}
    </Page>
  )
}

function Proof({ proof }: { proof: CertificateProof }) {
  const { number, name, organization, from, to, hours, activities, issuer, issuedOn, current, demo } = proof
  return (
    <View id="verify-proof">
      <Card
        title={current ? words.genuine : words.changed}
        aside={<Tag tone={current ? 'done' : 'soon'}>{number}</Tag>}
      >
        <Cell label={certificateWords.name} value={name} />
        <Cell label={certificateWords.organization} value={organization} />
        <Cell
          label={certificateWords.period}
          value={
            <>
              <View>{from}</View>
              <View>{certificateWords.until(to)}</View>
            </>
          }
        />
        <Cell label={certificateWords.sum} value={certificateWords.sumOf(hours, activities)} />
        <Cell label={certificateWords.issuer} value={issuer} />
        <Cell label={certificateWords.issuedOn} value={issuedOn} />
        {demo && <NoticeBar tone="warn">{certificateWords.demo}</NoticeBar>}
      </Card>
    </View>
  )
}
