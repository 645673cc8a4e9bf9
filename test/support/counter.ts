/** What stands behind the counter of the demo's store: the elder's card, goods handed over, and an item by its name. */
import { type GoodsView, storeIdOf } from '#types/store'
import type { CloudBeside } from './weapp/cloud'

/** Four digits that the elder's household chose. */
export const elderPin = '2580'

const storeId = storeIdOf('411521105204')

/** An item of the demo's store. */
export async function itemOf(cloud: Pick<CloudBeside, 'ok'>, name: string): Promise<GoodsView> {
  const { rows } = await cloud.ok('manager-tian', 'goods.list', { storeId, view: 'all' })
  return rows.find((row) => row.name === name)!
}

/** The elder's card, issued by the village secretary. */
export async function cardOfElder(cloud: Pick<CloudBeside, 'ok'>) {
  const { household } = await cloud.ok('elder-tian', 'person.me', {})
  return cloud.ok('secretary-tian', 'card.issue', { householdId: household!.id, pin: elderPin })
}

/** A piece of an item reserved by the villager and handed over by the keeper. */
export async function handedOver(cloud: Pick<CloudBeside, 'ok'>, name: string) {
  const { id: goodsId, price } = await itemOf(cloud, name)
  const { code } = await cloud.ok('villager-tian', 'redemption.reserve', { goodsId, quantity: 1, price })
  return cloud.ok('keeper-tian', 'redemption.handOver', { storeId, code, deviceId: 'device-0001' })
}

/** Something on every page behind the counter. */
export async function furnishCounter(cloud: Pick<CloudBeside, 'ok'>) {
  const { card } = await cardOfElder(cloud)
  const redeemed = await handedOver(cloud, '肥皂')
  return { household: card.household.number, goods: (await itemOf(cloud, '毛巾')).id, redeemed: redeemed.id }
}
