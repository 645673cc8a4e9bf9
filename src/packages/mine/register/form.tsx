import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Switch, TextField } from '@/components/field'
import { formFields } from '@/components/field/form-fields'
import { NoticeBar } from '@/components/notice-bar'
import { type Village, VillagePicker } from '@/components/village-picker'
import { registerWords as words } from '@/copy/register'
import { phoneButton, phoneCode } from '@/platform/phone'
import { showContract } from '@/platform/privacy'
import { useDraft } from '@/state/draft'
import { renew } from '@/state/query'
import { useWrite } from '@/state/write'
import { problemsOf } from './problems'

interface Form {
  village?: Village
  name: string
  household: string
  agreed: boolean
}

const EMPTY: Form = { name: '', household: '', agreed: false }

/** The form itself; what is typed survives leaving the page. The phone's one-time code does not: it is short-lived. */
export function RegisterForm({ onDone }: { onDone(): void }) {
  const { value, change, discard } = useDraft('person.register', EMPTY)
  const [asked, setAsked] = useState(false)
  const [phone, setPhone] = useState<{ code?: string }>()
  const write = useWrite('person.register')
  const problems = problemsOf(value)
  const shown = asked ? problems : {}
  const field = formFields(words, { value, change, problems: shown })
  const send = async () => {
    setAsked(true)
    if (!value.village || Object.keys(problems).length > 0) return
    const done = await write.run({
      areaId: value.village.id,
      name: value.name.trim(),
      household: value.household.trim(),
      agreed: true,
      ...(phone?.code ? { phoneCode: phone.code } : {}),
    })
    if (!done.ok) return
    discard()
    renew('person.', 'home.', 'case.')
    onDone()
  }
  return (
    <>
      <Card>
        <VillagePicker {...field('village')} required />
      </Card>
      <Card title={words.about}>
        <TextField {...field('name')} required most={30} />
        <TextField {...field('household')} required most={40} />
        <View className="field__label">{words.phone}</View>
        <View className="field__hint">{words.phoneWhy}</View>
        <Button
          id="phone"
          openType={phoneButton.openType}
          onOpen={(event) => setPhone({ code: phoneCode(event) })}
          onTap={() => phoneButton.openType || setPhone({ code: phoneCode({ detail: {} }) })}
        >
          {words.phoneGive}
        </Button>
        {phone && (
          <NoticeBar tone={phone.code ? 'note' : 'warn'}>{phone.code ? words.phoneGiven : words.phoneNone}</NoticeBar>
        )}
      </Card>
      <Card title={words.privacy}>
        {words.reasons.map(([what, why]) => (
          <Cell key={what} label={what} note={why} />
        ))}
        <View className="field__hint">{words.rights}</View>
        {process.env.TARO_ENV === 'weapp' && (
          <Button id="contract" onTap={showContract}>
            {words.contract}
          </Button>
        )}
        <Switch
          id="agreed"
          label={words.agree}
          value={value.agreed}
          error={shown.agreed}
          onChange={(agreed) => change({ agreed })}
        />
      </Card>
      {write.error && <NoticeBar tone="error">{write.error.message}</NoticeBar>}
      <Button id="register-submit" kind="main" busy={write.busy} onTap={send}>
        {words.submit}
      </Button>
    </>
  )
}
