/** The demo county: Luoshan's real areas with invented people in three villages that the articles name. */
import type { Cloud, Persona } from '../../local/main'
import { finishedActivity, playActivities } from './activities'
import { playCases } from './cases'
import { playClaims, rulesOf } from './claims'
import { documentsOf, invent } from './county'
import { noticesOf } from './notices'
import { castDemo } from './personas'
import { storePosts, storesOf } from './store'

export { documentsOf, invent } from './county'

/** 楠杆镇田堰村、尤店乡钓鱼台村、莽张镇郑洼村, with the short names that their personas' ids end in. */
export const demoVillages = [
  { id: '411521105204', short: 'tian' },
  { id: '411521208208', short: 'diao' },
  { id: '411521109208', short: 'zheng' },
] as const

const seed = 20260722

/** A template of WeChat's for progress, so that the demo asks for consent; the local cloud shows what it would have sent. */
const wechat = {
  _id: 'wechat',
  templates: { progress: { id: 'demo-progress', fields: { thing1: 'text', time2: 'at' } } },
}

/** The people to log in as, and the documents by collection, the same at every call. Invented ones say `demo: true`. */
export async function loadDemo(): Promise<{ personas: Persona[]; documents: Record<string, object[]> }> {
  const county = invent(seed, { villages: demoVillages.map(({ id }) => id) })
  for (const village of county.villages) village.posts.push(...storePosts(village))
  const { personas, bindings } = castDemo(
    county,
    demoVillages.map(({ short }) => short),
  )
  const notices = county.villages.flatMap(({ village }, index) => noticesOf(village, index === 0 ? 3 : 2))
  const documents = together(
    documentsOf(county),
    storesOf(county.villages),
    finishedActivity(county.villages[0]!),
    rulesOf(county.villages[0]!),
    {
      bindings,
      notices,
      settings: [wechat],
    },
  )
  return { personas, documents }
}

/** Documents by collection from several sources, each collection in the order of the sources. */
function together(...sources: Record<string, object[]>[]): Record<string, object[]> {
  const documents: Record<string, object[]> = {}
  for (const [collection, some] of sources.flatMap((source) => Object.entries(source))) {
    documents[collection] = [...(documents[collection] ?? []), ...some]
  }
  return documents
}

/** What the first start plays through the real actions: it happens at the time of day, and so can't be documents. */
export async function playDemo(cloud: Cloud): Promise<void> {
  await playCases(cloud)
  await playActivities(cloud, demoVillages[0].id)
  await playClaims(cloud)
}
