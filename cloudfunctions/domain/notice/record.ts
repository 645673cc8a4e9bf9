/** Notices as they are stored (collection notices). */
import type { NoticeGetOutput, NoticeView } from '#types/notice'

export interface NoticeRecord {
  /** Hash of publisher and requestId: a repeat finds it. */
  _id: string
  areaId: string
  /** Ids from the county down to the area it is published in. */
  areas: string[]
  title: string
  text: string
  /** The post that publishes, with its area: 周楼村 村支书. */
  by: string
  publisherId: string
  publishedAt: Date
}

export const noticeView = ({ _id, areaId, title, by, publishedAt }: NoticeRecord): NoticeView => ({
  id: _id,
  areaId,
  title,
  by,
  publishedAt: publishedAt.toISOString(),
})

export const wholeNotice = (record: NoticeRecord): NoticeGetOutput => ({ ...noticeView(record), text: record.text })
