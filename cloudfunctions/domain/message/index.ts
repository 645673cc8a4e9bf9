/** The inbox: list, read, consent. `deliver` runs effects of kind `message`; `unreadOf` is for the home page. */
import type { MessageKind } from '#types/message'
import { MessageConsentInput, MessageListInput, MessageReadInput } from '#types/message'
import { type Action, action, type Call } from '../../kernel/action'
import type { Db } from '../../kernel/db'
import { pageOf, pageSize, readCursor } from '../../kernel/page'
import { bindingId } from '../../kernel/session'
import { templatesOf } from './deliver'
import { type ConsentRecord, type MessageRecord, messageView } from './record'

export { deliver, delivered, type MessageEffect, tellOutside } from './deliver'
export type { MessageRecord } from './record'

/** Unread messages are counted up to here. */
const mostCounted = 99

/** Unread messages of a person under all their ids, counted up to 99. */
export async function unreadOf(db: Db, identities: readonly string[]): Promise<number> {
  const where = { personId: db.command.in([...identities]), read: false }
  return (await db.find('messages', { where, limit: mostCounted, fields: ['_id'] })).length
}

async function messagesOf({ db, session }: Call, cursor: string | undefined): Promise<MessageRecord[]> {
  const { command: _ } = db
  const mine = { personId: _.in([...session.identities]) }
  const [at, id] = cursor ? readCursor(cursor, 2) : []
  const older = _.or([{ at: _.lt(at) }, { at, _id: _.gt(id) }])
  return db.find<MessageRecord>('messages', {
    where: cursor ? _.and([mine, older]) : mine,
    sort: [
      ['at', 'desc'],
      ['_id', 'asc'],
    ],
    limit: pageSize + 1,
  })
}

const list = action('message.list', MessageListInput, async (call, { cursor }) => {
  const { db, session, now } = call
  const [found, unread, templates] = await Promise.all([
    messagesOf(call, cursor),
    unreadOf(db, session.identities),
    templatesOf(db, 'wechat', now),
  ])
  const ids = Object.entries(templates).map(([kind, template]) => [kind, template.id])
  return {
    ...pageOf(found, pageSize, messageView, ({ at, _id }) => [at, _id]),
    unread,
    templates: Object.fromEntries(ids) as Partial<Record<MessageKind, string>>,
  }
})

const read = action('message.read', MessageReadInput, async ({ db, session }, { ids }) => {
  const { command: _ } = db
  const mine = { personId: _.in([...session.identities]), read: false }
  await db.patch('messages', ids ? { ...mine, _id: _.in(ids) } : mine, { read: true })
  return { unread: await unreadOf(db, session.identities) }
})

const consent = action(
  'message.consent',
  MessageConsentInput,
  async ({ db, session, openid, requestId }, { granted }) => {
    const { command: _ } = db
    const _id = bindingId(openid)
    const personIds = [...session.identities]
    const more = Object.fromEntries(granted.map((kind) => [`grants.${kind}`, _.inc(1)]))
    // the requestId among those sent: a repeat of the call finds it there and counts nothing twice
    const once = { sent: _.neq(requestId) }
    const mark = _.push({ each: [requestId], slice: -30 } as never)
    const added = await db.update('consents', _id, once, { ...more, personIds, sent: mark })
    if (!added) {
      const grants = Object.fromEntries(granted.map((kind) => [kind, 1]))
      const first: ConsentRecord = { _id, openid, personIds, grants, sent: [requestId] }
      // exists: this very request counted already, or another one made the record just now
      if ((await db.insert('consents', first)) === 'exists') {
        await db.update('consents', _id, once, { ...more, personIds, sent: mark })
      }
    }
    const now = await db.get<ConsentRecord>('consents', _id, ['grants'])
    return { grants: now?.grants ?? {} }
  },
)

export const messageActions: Action[] = [list, read, consent]
