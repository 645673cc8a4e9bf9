import {
  checkFiles,
  giveUpChecks,
  type MediaCheckPush,
  type MediaEffect,
  mediaChecked,
  moderationActions,
  type ReviewEffect,
  reviewWords,
} from '../../cloudfunctions/domain/moderation'
import type { EffectContext } from '../../cloudfunctions/kernel/outbox'
import type { CheckResult, Platform } from '../../cloudfunctions/kernel/platform'
import { bindingId } from '../../cloudfunctions/kernel/session'
import { type KernelCloud, startKernelCloud } from '../support/kernel-cloud'

const now = new Date('2026-07-22T02:00:00Z')
const areas = ['411521', '411521001', '411521001201']
/** Each case carries a file of its own, as uploads are claimed once. */
const fileOf = (caseId: string) => `cloud://local-env.bucket-1/u/0123456789abcdef-${caseId}.jpg`

let cloud: KernelCloud
beforeAll(async () => {
  cloud = await startKernelCloud()
  const post = { postId: 'r', role: 'contentReviewer', areaId: areas[1], areas: areas.slice(0, 2), from: '2026-01-01' }
  const reviewer = (openid: string, posts: object[]) => ({
    ...{ _id: bindingId(openid), openid, personId: openid, formerIds: [], standing: 'confirmed', name: '审核员' },
    ...{ areas, posts, version: 1, requests: [] },
  })
  await cloud.db.insertAll('bindings', [
    reviewer('o-reviewer', [post]),
    reviewer('o-elsewhere', [{ ...post, areaId: '411521002', areas: ['411521', '411521002'] }]),
    reviewer('o-filer', []),
  ])
})
afterAll(() => cloud.close())

interface Stored {
  version: number
  hiddenWords: boolean
  media: { state: string }[]
  steps: { hidden?: boolean; media: { state: string }[] }[]
}

/** A case with hidden words and a file, and a step with hidden words and the same file. */
async function caseOf(id: string, words = '路灯不亮', filerId = 'o-filer') {
  const media = [{ fileId: fileOf(id), kind: 'photo', state: 'checking' }]
  const step = { seq: 2, actor: { personId: filerId }, hidden: true, words: { note: '已到现场' }, media }
  await cloud.db.insert('cases', {
    ...{ _id: id, number: id, version: 7, filerId, words, hiddenWords: true, media, steps: [step], areas },
  })
}
const stored = (id: string) => cloud.db.get<Stored>('cases', id) as Promise<Stored>

function context(documentId: string, more: Partial<EffectContext> & { platform?: Platform } = {}): EffectContext {
  return { ...cloud.options(now), db: cloud.db, collection: 'cases', documentId, ...more }
}
const answering = (result: CheckResult): Platform => ({ ...cloud.platform, checkText: async () => result })
const asking = (traceId: string | null): Platform => ({
  ...cloud.platform,
  checkMedia: async () => (traceId === null ? null : { traceId }),
})

const wordsEffect = (documentId: string, more: Partial<ReviewEffect> = {}): ReviewEffect => ({
  ...{ id: `${documentId}:review`, kind: 'review', seq: 1, tries: 0, documentId, areas, ...more },
})
const mediaEffect = (documentId: string, more: Partial<MediaEffect> = {}): MediaEffect => ({
  ...{
    id: `${documentId}:media`,
    kind: 'media',
    seq: 1,
    tries: 0,
    documentId,
    areas,
    fileIds: [fileOf(documentId)],
    ...more,
  },
})
const push = (trace_id: string, suggest: 'pass' | 'review' | 'risky', errcode = 0): MediaCheckPush => ({
  ...{ Event: 'wxa_media_check', trace_id, errcode, result: { suggest } },
})
const openReviews = (documentId: string) => cloud.db.count('reviews', { documentId, state: 'open' })

describe('words', () => {
  test('what WeChat passes now becomes visible, without touching the version anybody sees', async () => {
    await caseOf('w-pass')
    await reviewWords(wordsEffect('w-pass'), context('w-pass', { platform: answering('pass') }))
    expect(await stored('w-pass')).toMatchObject({ hiddenWords: false, version: 7, steps: [{ hidden: true }] })
    await reviewWords(wordsEffect('w-pass', { stepSeq: 2 }), context('w-pass', { platform: answering('pass') }))
    expect(await stored('w-pass')).toMatchObject({ hiddenWords: false, steps: [{ hidden: false }] })
    expect(await openReviews('w-pass')).toBe(0)
  })

  test.each(['review', 'risky'] as const)(
    'what WeChat calls %s stays hidden and goes before a reviewer once',
    async (result) => {
      const id = `w-${result}`
      await caseOf(id)
      for (let n = 0; n < 2; n++) await reviewWords(wordsEffect(id), context(id, { platform: answering(result) }))
      expect(await stored(id)).toMatchObject({ hiddenWords: true })
      expect(await openReviews(id)).toBe(1)
    },
  )

  test('while WeChat is away the check is tried again, the third time a person looks', async () => {
    await caseOf('w-away')
    const away = context('w-away', { platform: answering('unchecked') })
    for (const tries of [0, 1]) await expect(reviewWords(wordsEffect('w-away', { tries }), away)).rejects.toThrow()
    expect(await openReviews('w-away')).toBe(0)
    await reviewWords(wordsEffect('w-away', { tries: 2 }), away)
    expect(await openReviews('w-away')).toBe(1)
  })

  test('a visitor who has gone can’t be checked by WeChat: a person looks', async () => {
    await caseOf('w-visitor', '路灯不亮', 'v-unknown')
    await reviewWords(wordsEffect('w-visitor'), context('w-visitor', { platform: answering('pass') }))
    expect(await openReviews('w-visitor')).toBe(1)
    await reviewWords(
      wordsEffect('w-visitor'),
      context('w-visitor', { platform: answering('pass'), openid: 'o-visitor' }),
    )
    expect(await stored('w-visitor')).toMatchObject({ hiddenWords: false })
  })

  test('of a visitor whose submission named them WeChat is asked once more after the call is over', async () => {
    await caseOf('w-named', '路灯不亮', 'v-unknown')
    const asked: string[] = []
    const checkText: Platform['checkText'] = async (openid) => {
      asked.push(openid)
      return 'pass'
    }
    const platform = { ...cloud.platform, checkText }
    await reviewWords({ ...wordsEffect('w-named'), openid: 'o-visitor' }, context('w-named', { platform }))
    expect(asked).toEqual(['o-visitor'])
    expect(await stored('w-named')).toMatchObject({ hiddenWords: false })
    expect(await openReviews('w-named')).toBe(0)
  })
})

describe('files', () => {
  const states = async (id: string) => {
    const { media, steps } = await stored(id)
    return [media[0]!.state, steps[0]!.media[0]!.state]
  }
  test.each([
    ['pass', 'passed', 0],
    ['review', 'review', 1],
    ['risky', 'refused', 1],
  ] as const)('WeChat’s %s makes the file %s wherever the case carries it', async (suggest, state, reviews) => {
    const id = `m-${suggest}`
    await caseOf(id)
    await checkFiles(mediaEffect(id), context(id, { platform: asking(id) }))
    expect(await states(id)).toEqual(['checking', 'checking'])
    await mediaChecked(cloud.db, push(id, suggest), now)
    await mediaChecked(cloud.db, push(id, suggest), now)
    expect(await states(id)).toEqual([state, state])
    expect(await openReviews(id)).toBe(reviews)
  })

  test('a verdict that comes before our note of its check is not lost', async () => {
    await caseOf('m-early')
    await mediaChecked(cloud.db, push('early-trace', 'pass'), now)
    await checkFiles(mediaEffect('m-early'), context('m-early', { platform: asking('early-trace') }))
    expect(await states('m-early')).toEqual(['passed', 'passed'])
    expect(await cloud.db.count('media', { traceId: 'early-trace' })).toBe(1)
  })

  test('a file that WeChat could not fetch goes before a person', async () => {
    await caseOf('m-error')
    await checkFiles(mediaEffect('m-error'), context('m-error', { platform: asking('error-trace') }))
    await mediaChecked(cloud.db, push('error-trace', 'pass', -1008), now)
    expect(await states('m-error')).toEqual(['review', 'review'])
  })

  test('an effect that runs again asks WeChat no second time', async () => {
    await caseOf('m-again')
    let asked = 0
    const platform: Platform = { ...cloud.platform, checkMedia: async () => ({ traceId: `again-${++asked}` }) }
    for (let n = 0; n < 2; n++) await checkFiles(mediaEffect('m-again'), context('m-again', { platform }))
    expect(asked).toBe(1)
  })

  test('a verdict that never comes ends with a person after an hour', async () => {
    await caseOf('m-never')
    await checkFiles(mediaEffect('m-never'), context('m-never', { platform: asking('never-trace') }))
    const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
    await giveUpChecks(cloud.db, later(59), 10)
    expect(await states('m-never')).toEqual(['checking', 'checking'])
    await giveUpChecks(cloud.db, later(61), 10)
    expect(await states('m-never')).toEqual(['review', 'review'])
    expect(await openReviews('m-never')).toBe(1)
  })
})

describe('reviewers', () => {
  const call = <Data>(
    name: string,
    data: object = {},
    openid = 'o-reviewer',
    more: { requestId?: string; now?: Date } = {},
  ) => cloud.call<Data>(moderationActions, openid, name, data, more)
  const decide = (id: string, verdict: string, more = {}) => call('review.decide', { id, verdict }, 'o-reviewer', more)

  test('a reviewer sees what is open in the own areas, with the words as they stand; nobody else does', async () => {
    await caseOf('r-list', '这句话要人看')
    await reviewWords(wordsEffect('r-list'), context('r-list', { platform: answering('review') }))
    const mine = await call<{ rows: { id: string; text?: string; reason: string }[] }>('review.list')
    const row = mine.ok ? mine.data.rows.find(({ id }) => id === 'r-list:review') : undefined
    expect(row).toMatchObject({ what: 'words', text: '这句话要人看', reason: 'review' })
    expect(await call('review.list', {}, 'o-elsewhere')).toMatchObject({ data: { rows: [] } })
    expect(await call('review.list', {}, 'o-filer')).toMatchObject({ error: { code: 'FORBIDDEN' } })
  })

  test('showing shows, once; a second reviewer is told that it is done', async () => {
    await caseOf('r-show')
    await reviewWords(wordsEffect('r-show', { stepSeq: 2 }), context('r-show', { platform: answering('review') }))
    const request = { requestId: '019f0000-0000-7000-8000-000000000004', now: new Date(0x019f00000000) }
    expect(await decide('r-show:review', 'show', request)).toMatchObject({ ok: true })
    expect(await stored('r-show')).toMatchObject({ steps: [{ hidden: false }], hiddenWords: true })
    expect(await decide('r-show:review', 'show', request)).toMatchObject({ ok: true })
    expect(await decide('r-show:review', 'hide')).toMatchObject({ error: { code: 'ALREADY_DONE' } })
    expect(await stored('r-show')).toMatchObject({ steps: [{ hidden: false }] })
  })

  test('hiding a file refuses it, and a late verdict of the machine does not bring it back', async () => {
    await caseOf('r-hide')
    await checkFiles(mediaEffect('r-hide'), context('r-hide', { platform: asking('r-hide') }))
    await mediaChecked(cloud.db, push('r-hide', 'review'), now)
    const open = await call<{ rows: { link?: string }[] }>('review.list')
    expect(open.ok && open.data.rows.map(({ link }) => link)).toContainEqual(expect.stringContaining('r-hide.jpg'))
    const [review] = await cloud.db.find<{ _id: string }>('reviews', { where: { documentId: 'r-hide' }, limit: 1 })
    expect(await decide(review!._id, 'hide')).toMatchObject({ ok: true })
    await mediaChecked(cloud.db, push('r-hide', 'pass'), now)
    expect((await stored('r-hide')).media[0]!.state).toBe('refused')
    const listed = await call<{ rows: { id: string }[] }>('review.list')
    expect(listed.ok && listed.data.rows.map(({ id }) => id)).not.toContain(review!._id)
  })

  test('a review of another area can’t be decided, nor told from one that does not exist', async () => {
    await caseOf('r-strange')
    await reviewWords(wordsEffect('r-strange'), context('r-strange', { platform: answering('review') }))
    for (const id of ['r-strange:review', 'no-such-review']) {
      const answer = await call('review.decide', { id, verdict: 'show' }, 'o-elsewhere')
      expect(answer).toMatchObject({ error: { code: 'FORBIDDEN' } })
    }
    expect(await stored('r-strange')).toMatchObject({ hiddenWords: true })
  })
})
