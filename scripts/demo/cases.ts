/** A few orders to look at on the first start, filed and carried on through the real actions by the demo's own people. */
import type { Cloud } from '../../local/main'
import type { Api } from '../../types/api'
import type { CaseSubmitInput } from '../../types/case'
import { callerOf, mark } from './call'

/** 楠杆镇田堰村, where most of the demo's people live. */
const mainVillage = '411521105204'

type Told = Omit<CaseSubmitInput, 'kind' | 'place'> & { kind?: CaseSubmitInput['kind']; where: string }

/** @param cloud a running local cloud with the demo county in it */
export async function playCases(cloud: Pick<Cloud, 'call' | 'now'>): Promise<void> {
  const by = callerOf(cloud)
  const file = (who: string, { where, kind = 'request', words, ...told }: Told) =>
    by(who, 'case.submit', { ...told, kind, words: mark + words, place: { text: where } })
  const at = async (who: string, caseId: string) => ({
    caseId,
    version: (await by(who, 'case.get', { caseId })).version,
  })

  /** Assessed by whoever has it on the desk, and offered. */
  const offer = async (worker: string, caseId: string, target: Api['case.dispatch']['input']['target']) => {
    const { category, urgency } = await by(worker, 'case.get', { caseId })
    await by(worker, 'case.assess', { ...(await at(worker, caseId)), category, urgency, visibility: 'village' })
    await by(worker, 'case.dispatch', { ...(await at(worker, caseId)), target })
  }
  const person = async (who: string) => ({ to: 'person' as const, personId: (await by(who, 'person.me', {})).personId })

  await file('villager-tian', { category: 'lighting', words: '村口路灯坏了三天，晚上看不见路', where: '村东头老井边' })

  const pooled = await file('villager-tian', {
    category: 'digital',
    words: '养老认证不会弄，想请人教一教',
    where: '家里',
  })
  await offer('leader-tian', pooled.id, { to: 'pool', areaId: mainVillage })

  const running = await file('villager-tian', {
    category: 'repair',
    words: '厨房的灯坏了，晚上做饭看不见',
    where: '家里',
  })
  await offer('leader-tian', running.id, await person('member-tian'))
  await by('member-tian', 'case.accept', await at('member-tian', running.id))
  await by('member-tian', 'case.progress', { caseId: running.id, note: `${mark}已到现场看过，缺一个灯座，下午带来` })

  const done = await file('villager-tian', { category: 'policy', words: '高龄补贴怎么申请', where: '家里' })
  await by('worker-tian', 'case.settleOnSpot', {
    ...(await at('worker-tian', done.id)),
    note: `${mark}已上门帮助填表，材料当天交到镇里`,
  })
}
