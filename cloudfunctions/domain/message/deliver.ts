/**
 * What an effect of kind `message` does: puts each message into our inbox exactly once, and tries WeChat's subscription
 * message at most once where the person has allowed one more and the place has a template for it.
 */
import { businessDate, timeOfDay } from '#types/business-date'
import { type MessageKind, messageKinds } from '#types/message'
import { cached } from '../../kernel/cache'
import type { Db } from '../../kernel/db'
import type { Effect, EffectContext } from '../../kernel/outbox'
import type { Proof } from '../../kernel/proof'
import type { ConsentRecord, MessageRecord, Template } from './record'

/** Data of an effect of kind `message`: told by one step, at most one to a person. */
export interface MessageEffect extends Effect {
  messages: { personId: string; kind: MessageKind; text: string }[]
  /** Case to open on a tap. */
  caseId?: string
  /** Page to open instead where it isn't about a case: a path with its parameters. */
  page?: string
}

/** Page that a WeChat message opens. */
const pageOf = ({ caseId, page = 'pages/home/index' }: MessageRecord) =>
  caseId ? `packages/order/detail/index?caseId=${caseId}` : page

/** WeChat's limit for a `thing` field. */
const longestField = 20

/** Sent messages a consent remembers: more than one outbox can still owe. */
const mostSent = 30

const minute = 60_000

/** The place's templates by kind; none until an administrator has set them. */
export const templatesOf = cached<Partial<Record<MessageKind, Template>>>(minute, async (db) => {
  const settings = await db.get<{ templates?: Partial<Record<MessageKind, Template>> }>('settings', 'wechat')
  return settings?.templates ?? {}
})

const shanghaiMinute = (at: Date) => `${businessDate(at)} ${timeOfDay(at)}`

/** A template's fields filled from a message, cut to what WeChat takes. Pure. */
function fieldsOf({ fields }: Template, { text, at, kind }: MessageRecord): Record<string, { value: string }> {
  const words = {
    text: Array.from(text).slice(0, longestField).join(''),
    at: shanghaiMinute(at),
    kind: messageKinds[kind],
  }
  return Object.fromEntries(Object.entries(fields).map(([field, source]) => [field, { value: words[source] }]))
}

/** Takes one grant for one message, or answers false: none left, or this message was sent before. */
function takeGrant(db: Db, consent: ConsentRecord, { _id, kind }: MessageRecord): Promise<boolean> {
  const { command: _ } = db
  return db.update(
    'consents',
    consent._id,
    { [`grants.${kind}`]: _.gt(0), sent: _.neq(_id) },
    { [`grants.${kind}`]: _.inc(-1), sent: _.push({ each: [_id], slice: -mostSent } as never) },
  )
}

/** The consents of whoever is told something that has a template; nothing is asked where nothing has. */
async function consentsOf(db: Db, messages: MessageRecord[]): Promise<ConsentRecord[]> {
  if (messages.length === 0) return []
  const where = { personIds: db.command.in(messages.map(({ personId }) => personId)) }
  return db.find<ConsentRecord>('consents', { where, limit: 100 })
}

async function tellWeChat(
  { db, platform }: EffectContext,
  messages: MessageRecord[],
  consents: ConsentRecord[],
  templates: Partial<Record<MessageKind, Template>>,
): Promise<void> {
  const one = async (message: MessageRecord, template: Template) => {
    const consent = consents.find(
      ({ personIds, grants }) => personIds.includes(message.personId) && (grants[message.kind] ?? 0) > 0,
    )
    if (!consent || !(await takeGrant(db, consent, message))) return
    const answer = await platform.send(consent.openid, template.id, pageOf(message), fieldsOf(template, message))
    // WeChat knows of no grant: our count was too high, so nothing more is tried until the person agrees again
    if (answer === 'refused') await db.update('consents', consent._id, {}, { [`grants.${message.kind}`]: 0 })
  }
  await Promise.all(messages.map((message) => one(message, templates[message.kind]!)))
}

/** WeChat's turn for messages that lie in the inbox already, because the transaction that they are about put them there. */
export async function tellOutside(messages: MessageRecord[], context: EffectContext): Promise<void> {
  const templates = await templatesOf(context.db, 'wechat', context.now)
  const sendable = messages.filter(({ kind }) => templates[kind])
  await tellWeChat(context, sendable, await consentsOf(context.db, sendable), templates)
}

/** Ids of an effect's messages in the inbox. */
const idsOf = ({ id, messages }: MessageEffect) => messages.map((_, n) => `${id}:${n}`)

/** Messages one look for traces asks for; effects beyond them are delivered again, which changes nothing. */
const mostLookedFor = 1000

/** Runner of effects of kind `message`. */
export async function deliver(effect: MessageEffect, context: EffectContext): Promise<void> {
  const { db, now } = context
  const { caseId, page } = effect
  const ids = idsOf(effect)
  const records = effect.messages.map(
    (message, n): MessageRecord => ({
      ...message,
      _id: ids[n]!,
      at: now,
      read: false,
      ...(caseId ? { caseId } : {}),
      ...(page ? { page } : {}),
    }),
  )
  const templates = await templatesOf(db, 'wechat', now)
  const sendable = records.filter(({ kind }) => templates[kind])
  const [consents] = await Promise.all([consentsOf(db, sendable), db.insertAll('messages', records)])
  await tellWeChat(context, sendable, consents, templates)
}

/**
 * Proof of effects of kind `message`: all of it lies in the inbox. A function killed between that and WeChat's own message
 * leaves the latter untold: WeChat gets it at most once (architecture.md §3).
 */
export const delivered: Proof<MessageEffect> = async (effects, db) => {
  const ids = effects.flatMap(idsOf).slice(0, mostLookedFor)
  const where = { _id: db.command.in(ids) }
  const found = await db.find<{ _id: string }>('messages', { where, limit: mostLookedFor, fields: ['_id'] })
  const there = new Set(found.map(({ _id }) => _id))
  return new Set(effects.filter((effect) => idsOf(effect).every((id) => there.has(id))).map(({ id }) => id))
}
