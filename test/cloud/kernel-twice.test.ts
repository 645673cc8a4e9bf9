/** One call delivered twice at the same moment, as a network may: both are told the same, and it was done once. */
import { businessDate } from '#types/business-date'
import { type DemoCloud, startDemoCloud } from '../support/demo'
import { storeId, village } from '../support/store'

let cloud: DemoCloud
beforeEach(async () => {
  cloud = await startDemoCloud()
}, 60_000)
afterEach(() => cloud.close())

const elders = () => cloud.personOf('elder-tian').householdId!
const issue = { pin: '2580' }

/** A write that is made once for a requestId: who does what, and in which collection it lies. */
interface Write {
  action: 'store.save' | 'goods.save' | 'card.issue' | 'card.revoke' | 'storeMonth.sign' | 'post.end'
  who: string
  collection: string
  /** Its input, after whatever must be there before. */
  input(): Promise<object>
}

const post = () => cloud.bindingOf('worker-tian')!.posts[0]!.postId
const today = () => businessDate(cloud.now())

const writes: Write[] = [
  {
    ...{ action: 'store.save', who: 'manager-tian', collection: 'stores' },
    input: async () => ({
      ...{ villageId: village, version: cloud.rows<{ version: number }>('stores', { _id: storeId })[0]!.version },
      ...{ name: '田堰村爱心超市', place: '村部西侧', opens: '07:30', closes: '17:30', weekdays: [1, 2, 3] },
      cardDailyLimit: 80,
    }),
  },
  {
    ...{ action: 'goods.save', who: 'manager-tian', collection: 'goods' },
    input: async () => {
      const [soap] = cloud.rows<{ _id: string; version: number }>('goods', { storeId, name: '肥皂' })
      const set = { name: '香皂', category: 'daily', measure: '块', price: 6, lowAt: 5, onSale: true }
      return { storeId, goodsId: soap!._id, version: soap!.version, ...set }
    },
  },
  {
    ...{ action: 'card.issue', who: 'secretary-tian', collection: 'cards' },
    input: async () => ({ householdId: elders(), ...issue }),
  },
  {
    ...{ action: 'card.revoke', who: 'secretary-tian', collection: 'cards' },
    input: async () => {
      const { card } = await cloud.ok('secretary-tian', 'card.issue', { householdId: elders(), ...issue })
      return { cardId: card.id }
    },
  },
  {
    ...{ action: 'storeMonth.sign', who: 'keeper-tian', collection: 'storeMonths' },
    input: async () => ({ storeId, month: '2026-10' }),
  },
  {
    ...{ action: 'post.end', who: 'admin', collection: 'posts' },
    input: async () => ({ postId: post(), on: today() }),
  },
]

/** Holds the first two reads of a document until both are there: then both calls have seen it as it was. */
function readTogether(collection: string): void {
  const { database } = cloud
  const handle = database.handle.bind(database)
  const waiting: (() => void)[] = []
  database.handle = async (body) => {
    const reads = body.collectionName === collection && /query|get/i.test(String(body.action))
    if (!reads || waiting.length === 2) return handle(body)
    await new Promise<void>((resolve) => {
      waiting.push(resolve)
      if (waiting.length === 2) for (const go of waiting) go()
    })
    return handle(body)
  }
}

test.each(writes)('$action', async ({ action, who, collection, input }) => {
  const asked = await input()
  const requestId = cloud.freshId()
  readTogether(collection)
  const [first, second] = await Promise.all([1, 2].map(() => cloud.by(who, action, asked, requestId)))
  expect(first).toMatchObject({ ok: true })
  expect(second).toEqual(first)
})
