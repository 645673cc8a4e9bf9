/** The inbox: what a person was told, and how many WeChat subscription messages they still allow. */
import * as v from 'valibot'
import { Cursor, Id, type Instant, type Page } from './common'
import { type MessageKind, messageKinds } from './labels'

export { type MessageKind, messageKinds } from './labels'

const MessageKindSchema = v.picklist(Object.keys(messageKinds) as MessageKind[])

export interface MessageView {
  id: string
  at: Instant
  kind: MessageKind
  text: string
  /** Case to open on a tap. */
  caseId?: string
  /** Page to open on a tap where it isn't a case: a path with its parameters. */
  page?: string
  read: boolean
}

export const MessageListInput = v.strictObject({ cursor: Cursor })
export type MessageListInput = v.InferInput<typeof MessageListInput>
export interface MessageListOutput extends Page<MessageView> {
  /** Unread messages, counted up to 99. */
  unread: number
  /** WeChat template ids to ask consent for, by kind: only those that the place has set. */
  templates: Partial<Record<MessageKind, string>>
}

/** Marks the named messages as read; without `ids`, all of them. */
export const MessageReadInput = v.strictObject({
  ids: v.optional(v.pipe(v.array(Id), v.maxLength(50, '一次最多 50 条'))),
})
export type MessageReadInput = v.InferInput<typeof MessageReadInput>
export interface MessageReadOutput {
  unread: number
}

/** What WeChat's consent sheet answered: one kind named is one message more that we may send. */
export const MessageConsentInput = v.strictObject({
  granted: v.pipe(v.array(MessageKindSchema), v.minLength(1), v.maxLength(3, '一次最多同意 3 种消息')),
})
export type MessageConsentInput = v.InferInput<typeof MessageConsentInput>
export interface MessageConsentOutput {
  /** Messages that may still be sent, by kind. */
  grants: Partial<Record<MessageKind, number>>
}
