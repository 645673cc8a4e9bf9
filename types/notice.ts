/** Notices (公示): what an area makes public to the people who live in it. A published notice is never edited. */
import * as v from 'valibot'
import { AreaId, Cursor, Id, type Instant, type Page, Words } from './common'

export interface NoticeView {
  id: string
  areaId: string
  title: string
  publishedAt: Instant
  /** Who publishes, as the screen shows it: the post, not the person. */
  by: string
}

/** Notices of these areas, newest first; without `areas`, those of the caller's home. */
export const NoticeListInput = v.strictObject({
  areas: v.optional(v.pipe(v.array(AreaId), v.maxLength(8))),
  cursor: Cursor,
})
export type NoticeListInput = v.InferInput<typeof NoticeListInput>
export type NoticeListOutput = Page<NoticeView>

export const NoticeGetInput = v.strictObject({ id: Id })
export type NoticeGetInput = v.InferInput<typeof NoticeGetInput>
export interface NoticeGetOutput extends NoticeView {
  text: string
}

export const NoticePublishInput = v.strictObject({ areaId: AreaId, title: Words(60), text: Words(5000) })
export type NoticePublishInput = v.InferInput<typeof NoticePublishInput>
export type NoticePublishOutput = NoticeGetOutput
