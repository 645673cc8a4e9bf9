/** Redemptions of the demo's villager, made by the people of the demo themselves. */
import type { RedemptionDetail } from '#types/redemption'
import type { CloudBeside } from './weapp/cloud'

/** Reserves pieces of the demo's goods at the price that the shelf says. */
export async function reserveOf(
  cloud: Pick<CloudBeside, 'ok'>,
  who: string,
  name: string,
  quantity = 1,
): Promise<RedemptionDetail> {
  const { rows } = await cloud.ok(who, 'goods.list', {})
  const { id: goodsId, price } = rows.find((row) => row.name === name)!
  return cloud.ok(who, 'redemption.reserve', { goodsId, quantity, price })
}

/** One that was handed over, one that waits to be, one that was just reserved: ids of the first and the last, and its code. */
export async function furnishStore(cloud: Pick<CloudBeside, 'ok'>) {
  const deviceId = 'another-device'
  const first = await reserveOf(cloud, 'villager-tian', '毛巾', 2)
  const { storeId } = first
  await cloud.ok('keeper-tian', 'redemption.handOver', { storeId, code: first.code, deviceId })
  const second = await reserveOf(cloud, 'villager-tian', '肥皂')
  await cloud.ok('keeper-tian', 'redemption.claim', { storeId, code: second.code, deviceId })
  const last = await reserveOf(cloud, 'villager-tian', '加碘盐', 3)
  return { handedOver: first.id, reserved: last.id, code: last.code! }
}
