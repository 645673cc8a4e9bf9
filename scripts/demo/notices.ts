/** Invented public notices of a village. */
import type { AreaRecord } from '../../cloudfunctions/domain/area/record'

const texts: { title: string; text: string; publishedAt: string }[] = [
  {
    title: '关于冬季用水管网检修的通知',
    text: '为保障冬季用水，本村将分组检修供水管网。检修当天 8 时至 17 时停水，请各户提前储水。如有困难，请在“点单”里选择“用水”，网格员会上门帮忙。',
    publishedAt: '2026-11-16T01:00:00Z',
  },
  {
    title: '秋冬季森林防火须知',
    text: '请不要在田间焚烧秸秆，上坟祭扫请用鲜花代替纸钱。发现火情请立即拨打 119，并告知本组网格员。',
    publishedAt: '2026-11-09T01:00:00Z',
  },
  {
    title: '本月村级公益事项公示',
    text: '本月计划安排：疏通三组排水沟，更换村部至二组路灯 6 盏，清理村头河道。公示期 5 个工作日，有意见可在“点单”里选择“提建议”。',
    publishedAt: '2026-11-02T01:00:00Z',
  },
]

/** Two or three notices, told apart by their place in the list. */
export const noticesOf = (village: AreaRecord, count: 2 | 3) =>
  texts.slice(0, count).map(({ title, text, publishedAt }, index) => ({
    _id: `notice:${village._id}:${index + 1}`,
    areaId: village._id,
    areas: village.areas,
    title,
    text,
    by: `${village.name}民委员会`,
    publishedAt: new Date(publishedAt),
    demo: true,
    version: 1,
  }))
