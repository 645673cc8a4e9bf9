import Taro, { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { type CategoryId, categories } from '#types/categories'
import { Button } from '@/components/button'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Skeleton } from '@/components/skeleton'
import { orderWords as words } from '@/copy/order'
import { call } from '@/platform/call'
import { parameter } from '@/platform/go'
import { useDraft } from '@/state/draft'
import { useSignedIn } from '@/state/entrance'
import { useSession } from '@/state/session'
import { CategoryStep } from './category-step'
import { CheckStep } from './check-step'
import { Done } from './done'
import { DRAFT, EMPTY, type Filer, firstProblem, isBlank, type OrderForm, problemsOf, steps } from './form'
import { MatterStep } from './matter-step'
import { PlaceStep } from './place-step'
import { useSending } from './sending'
import { StepHead } from './step-head'
import './index.scss'

/** What a blank form may still hold from the address it was opened with. */
const CLEARED = {
  category: undefined,
  location: undefined,
  village: undefined,
  placeToken: undefined,
  about: undefined,
}

const toTop = () => void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })

/** 点单. Opened with `category`, with `source=onBehalf` (代报), or with the `placeToken` of a QR place (`scene` from a printed code). */
export default function NewOrder() {
  return useSignedIn() ? <Form /> : <Page>{null}</Page>
}

function Form() {
  const session = useSession()
  const form = useDraft<OrderForm>(DRAFT, EMPTY)
  const sent = useSending(form)
  const [asked, setAsked] = useState(false)
  const [restored] = useState(() => !isBlank(form.value))
  const filer: Filer = { hasHome: Boolean(session.data?.villageId) }
  const unknown = useParameters(form.value, form.change)
  if (sent.outcome) {
    return (
      <Page>
        <Done outcome={sent.outcome} visitor={session.data?.standing !== 'confirmed'} onAnother={sent.again} />
      </Page>
    )
  }
  const { step } = form.value
  const at = steps.indexOf(step)
  const problems = asked ? problemsOf(form.value, step, filer) : {}
  const choose = (category: CategoryId) => {
    form.change({ category })
    to('matter')
  }
  const to = (next: OrderForm['step']) => {
    setAsked(false)
    form.change({ step: next })
    toTop()
  }
  const forward = () => {
    const wrong = firstProblem(form.value, filer)
    if (step === 'check' && wrong === 'check') {
      toTop()
      return void sent.send()
    }
    if (step !== 'check' && Object.keys(problemsOf(form.value, step, filer)).length === 0) return to(steps[at + 1]!)
    if (wrong !== step) to(wrong)
    setAsked(true)
  }
  const part = { form: form.value, change: form.change, problems }
  return (
    <Page
      footer={
        step !== 'category' && (
          <Button id="order-next" kind="main" busy={sent.busy} onTap={forward}>
            {step === 'check' ? words.send : words.next}
          </Button>
        )
      }
    >
      <StepHead step={step} onBack={at > 0 && !sent.busy ? () => to(steps[at - 1]!) : undefined} />
      {form.refusal && step !== 'category' && <NoticeBar tone="error">{form.refusal}</NoticeBar>}
      {restored && !form.refusal && step === 'matter' && <NoticeBar>{words.restored}</NoticeBar>}
      {unknown && !form.value.placeToken && <NoticeBar tone="warn">{words.placeUnknown}</NoticeBar>}
      {sent.refusal && <NoticeBar tone="error">{sent.refusal}</NoticeBar>}
      {step === 'category' && <CategoryStep onChoose={choose} />}
      {step === 'matter' && <MatterStep {...part} />}
      {step === 'place' && (session.data || session.error ? <PlaceStep {...part} me={session.data} /> : <Skeleton />)}
      {step === 'check' && <CheckStep {...part} busy={sent.busy} onEdit={to} onSupported={form.discard} />}
      {(step === 'matter' || step === 'check') && !sent.busy && (
        <Button id="order-clear" onTap={sent.clear}>
          {words.clear}
        </Button>
      )}
    </Page>
  )
}

/**
 * Fills in what the address of the page says: a category, a place whose code was scanned, or that it is for another. What an
 * earlier address filled in and nobody wrote to goes. Gives whether the scanned code is unknown.
 */
function useParameters(form: OrderForm, change: (fields: Partial<OrderForm>) => void): boolean {
  const { params } = useRouter()
  const [unknown, setUnknown] = useState(false)
  const token = parameter(params.placeToken ?? params.scene)
  const { category, source } = params
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is read once, when the page opens
  useEffect(() => {
    if (isBlank(form)) change({ ...CLEARED, ...EMPTY })
    if (category && category in categories) change({ category: category as CategoryId, step: 'matter' })
    if (source === 'onBehalf') change({ forWhom: 'another' })
    if (!token) return
    call('place.get', { token }).then(
      (place) =>
        change({
          placeToken: token,
          placeText: place.name,
          location: place.location,
          village: { id: place.areaId, name: place.areaName },
        }),
      // An unknown or torn code, or no network: the place is then chosen by hand.
      () => setUnknown(true),
    )
  }, [])
  return unknown
}
