import Taro from '@tarojs/taro'
import type { Subscribe, Subscribed } from './contract'

export const { subscribe }: Subscribe = {
  async subscribe(templates) {
    if (templates.length === 0) return {}
    const answer = await Taro.requestSubscribeMessage({ tmplIds: templates, entityIds: [] }).catch(() => undefined)
    const given = answer as unknown as Record<string, string> | undefined
    return Object.fromEntries(templates.map((id) => [id, given?.[id] ?? 'reject'])) as Subscribed
  },
}
