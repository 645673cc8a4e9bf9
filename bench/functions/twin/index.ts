/**
 * A function that does nothing but send what `case.submit` sends: the same number of requests of the same kinds, one after
 * another and side by side as there, on documents of next to nothing. What submit takes longer than this is ours.
 */
import cloud from 'wx-server-sdk'

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string, keepalive: true } as Parameters<typeof cloud.init>[0])
const database = cloud.database({ throwOnNotFound: false } as Parameters<typeof cloud.database>[0])

export async function main({ id }: { id: string }) {
  const { OPENID: openid } = cloud.getWXContext()
  const twins = database.collection('twins')
  const { command: _ } = database
  await Promise.all([
    twins.doc('none').get(),
    cloud.openapi.security.msgSecCheck({ openid, content: '空', scene: 2, version: 2 }),
  ])
  await twins.add({ data: { _id: id } })
  await Promise.all([
    twins.add({ data: [{ _id: `${id}:0` }] as object }),
    twins.where({ _id: 'count' }).update({ data: { count: _.inc(1) } }),
  ])
  return { id }
}
