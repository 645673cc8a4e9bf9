/** Notices: list, get, publish. `latestNotices` is for the home page. */
import { NoticeGetInput, NoticeListInput, NoticePublishInput, type NoticeView } from '#types/notice'
import { permissions } from '#types/permissions'
import { hasRole, postsOf, type Role, roles } from '#types/roles'
import { type Action, action, type Call } from '../../kernel/action'
import { cached } from '../../kernel/cache'
import type { Db } from '../../kernel/db'
import { refuse } from '../../kernel/errors'
import { pageOf, pageSize, readCursor } from '../../kernel/page'
import { type NoticeRecord, noticeView, wholeNotice } from './record'

/** A first page may be this old, for those who don't publish. */
const lifeMs = 30_000

const publishers = permissions['notice.publish'].who as readonly Role[]

/** Notices of some areas behind a place in the list, newest first, without their text. */
function find(db: Db, areas: readonly string[], limit: number, after?: readonly unknown[]): Promise<NoticeRecord[]> {
  const { command: _ } = db
  const here = { areaId: _.in([...areas]) }
  const [at, id] = after ?? []
  const older = _.or([{ publishedAt: _.lt(at) }, { publishedAt: at, _id: _.gt(id) }])
  return db.find<NoticeRecord>('notices', {
    where: after ? _.and([here, older]) : here,
    sort: [
      ['publishedAt', 'desc'],
      ['_id', 'asc'],
    ],
    limit,
    fields: ['areaId', 'title', 'by', 'publishedAt'],
  })
}

const firstPages = cached(lifeMs, (db, areas) => find(db, areas.split(','), pageSize + 1))

/** The newest notices of some areas, `most` of them; up to 30 seconds old. */
export async function latestNotices(db: Db, areas: readonly string[], most: number, now: Date): Promise<NoticeView[]> {
  if (areas.length === 0) return []
  return (await firstPages(db, areas.join(','), now)).slice(0, most).map(noticeView)
}

const list = action('notice.list', NoticeListInput, async ({ db, session, now }, { areas = session.areas, cursor }) => {
  if (areas.length === 0) return { rows: [] }
  // whoever publishes sees at once what was published
  const fresh = cursor !== undefined || hasRole(session, publishers)
  const after = cursor === undefined ? undefined : readCursor(cursor, 2)
  const found = fresh ? await find(db, areas, pageSize + 1, after) : await firstPages(db, areas.join(','), now)
  return pageOf(found, pageSize, noticeView, ({ publishedAt, _id }) => [publishedAt, _id])
})

const get = action('notice.get', NoticeGetInput, async ({ db }, { id }) => {
  const record = await db.get<NoticeRecord>('notices', id)
  return record ? wholeNotice(record) : refuse('NOT_FOUND')
})

/** How the publisher is named: the post that covers the area, with the area's name. */
function publisherOf({ session }: Call, area: { name: string; areas: string[] }): string {
  const post = postsOf(session, publishers).find(({ areaId }) => areaId !== undefined && area.areas.includes(areaId))
  return `${area.name} ${post ? roles[post.role] : ''}`.trim()
}

const publish = action('notice.publish', NoticePublishInput, async (call, { areaId, title, text }) => {
  const { db, ids, platform, session, openid, now, requestId } = call
  const area = await db.get<{ name: string; areas: string[]; validTo?: string }>('areas', areaId)
  // an unknown area is refused like a strange one
  call.within(area?.areas ?? [])
  if (!area || area.validTo) return refuse('AREA_GONE')
  if ((await platform.checkText(openid, `${title}\n${text}`, 3)) === 'risky') refuse('CONTENT_REFUSED')
  const record: NoticeRecord = {
    _id: ids.hash('notice', session.personId, requestId),
    ...{ areaId, areas: area.areas, title, text },
    ...{ by: publisherOf(call, area), publisherId: session.personId, publishedAt: now },
  }
  if ((await db.insert('notices', record)) === 'inserted') return wholeNotice(record)
  const published = await db.get<NoticeRecord>('notices', record._id)
  const same = published?.areaId === areaId && published.title === title && published.text === text
  return same ? wholeNotice(published) : refuse('REQUEST_REUSED')
})

export const noticeActions: Action[] = [list, get, publish]
