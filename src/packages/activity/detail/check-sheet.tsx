import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ActivityDetail } from '#types/activity'
import { activityRuleOf } from '#types/activity-loop'
import type { Location } from '#types/common'
import { Button } from '@/components/button'
import { TextField } from '@/components/field'
import { Sheet } from '@/components/sheet'
import { activityDetail, checkSheet as words } from '@/copy/activity'
import { whereAmI } from '@/platform/place'
import { scan } from '@/platform/scan'
import { useWrite } from '@/state/write'
import { isCodeOf } from './deeds'
import type { SheetProps } from './sheets'

/** Where the phone is, for an activity that asks for it; nothing for another. */
const placeFor = async ({ location }: ActivityDetail): Promise<{ location?: Location }> =>
  location ? { location: await whereAmI() } : {}

/** Checks in or out: the code is scanned, or its six digits are typed. Ids: `check-scan`, `check-digits`. */
export function CheckSheet({ event, activity, onClose, onDone }: SheetProps & { event: 'checkIn' | 'checkOut' }) {
  const write = useWrite(`activity.${event}`)
  const [digits, setDigits] = useState('')
  const [problem, setProblem] = useState<string>()
  const [locating, setLocating] = useState(false)
  const { label } = activityRuleOf(event)
  const send = async (code: string) => {
    setProblem(undefined)
    setLocating(true)
    const place = await placeFor(activity).catch(() => undefined)
    setLocating(false)
    if (!place) return setProblem(words.noPlace)
    const answer = await write.run({ activityId: activity.id, code, ...place })
    if (answer.ok) onDone(activityDetail.done[event])
  }
  const byScan = async () => {
    const text = (await scan())?.trim()
    if (!text) return
    if (isCodeOf(activity.id, text)) return send(text)
    setProblem(words.otherCode)
  }
  const byDigits = () => {
    const typed = digits.trim()
    if (/^\d{6}$/.test(typed)) void send(typed)
    else setProblem(words.wrong)
  }
  const busy = locating || write.busy
  return (
    <Sheet
      id="check"
      open
      title={`${label}：${activity.title}`}
      confirm={label}
      busy={busy}
      error={problem ?? write.error?.message}
      onConfirm={byDigits}
      onClose={onClose}
    >
      {activity.location && <View className="activity__explain">{words.place(activity.radius)}</View>}
      <Button id="check-scan" disabled={busy} onTap={() => void byScan()}>
        {words.scan}
      </Button>
      <View className="activity__or">{words.or}</View>
      <TextField id="check-digits" label={words.digits} type="number" most={6} value={digits} onChange={setDigits} />
    </Sheet>
  )
}
