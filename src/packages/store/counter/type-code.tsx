import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { TextField } from '@/components/field'
import { NoticeBar } from '@/components/notice-bar'
import { counterWords as words } from '@/copy/store'
import { useOnline } from '@/state/online'
import { codeLength, digitsOf } from './shown'
import type { Verifying } from './verifying'

/** The eight digits that are read out, where nothing can be scanned; why the last code wasn't taken. */
export function TypeCode({ verifying, onVerify }: { verifying: Verifying; onVerify(code: string): void }) {
  const online = useOnline()
  const [code, setCode] = useState('')
  const verify = () => {
    onVerify(code)
    setCode('')
  }
  return (
    <Card>
      {verifying.refusal && (
        <NoticeBar id="counter-refusal" tone="error">
          {verifying.refusal}
        </NoticeBar>
      )}
      {!online && !verifying.refusal && <NoticeBar tone="warn">{words.offline}</NoticeBar>}
      <View className="counter__digits">
        <TextField
          id="code"
          label={words.code}
          hint={words.codeHint}
          type="number"
          // room for the blanks of a pasted code
          most={codeLength + 4}
          value={code}
          onChange={(text) => setCode(digitsOf(text))}
        />
      </View>
      <Button id="code-verify" busy={verifying.busy} disabled={code.length < codeLength} onTap={verify}>
        {words.check}
      </Button>
    </Card>
  )
}
