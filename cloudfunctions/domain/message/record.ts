/** Messages and consents as they are stored. */
import type { MessageKind, MessageView } from '#types/message'

/** One message in our inbox (collection messages). */
export interface MessageRecord {
  /** `effectId:n`: the same effect again finds it there. */
  _id: string
  personId: string
  at: Date
  kind: MessageKind
  text: string
  caseId?: string
  page?: string
  read: boolean
}

/** How many WeChat messages a WeChat identity still allows (collection consents, `_id` = id of its binding). */
export interface ConsentRecord {
  _id: string
  openid: string
  /** Ids of the person behind it, former ones too. Indexed. */
  personIds: string[]
  grants: Partial<Record<MessageKind, number>>
  /** The last messages sent, so that none is sent twice. */
  sent: string[]
}

/** A WeChat template that the place has been given (settings/wechat, field `templates`). */
export interface Template {
  id: string
  /** The template's fields and what of the message fills each: `{thing1: 'text', time2: 'at'}`. */
  fields: Record<string, 'text' | 'at' | 'kind'>
}

export const messageView = ({ _id, at, kind, text, caseId, page, read }: MessageRecord): MessageView => ({
  id: _id,
  at: at.toISOString(),
  kind,
  text,
  ...(caseId ? { caseId } : {}),
  ...(page ? { page } : {}),
  read,
})
