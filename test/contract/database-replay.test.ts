import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDatabase, type Database } from '../../local/wire/database'
import { parseEjson } from '../../local/wire/ejson'

interface Exchange {
  body: Record<string, unknown> & { action?: string; transactionId?: string }
  response: Record<string, unknown>
}

const lines = readFileSync(join(__dirname, 'cloud-exchanges.jsonl'), 'utf8').trim().split('\n')
const exchanges = lines
  .map((line) => JSON.parse(line) as Exchange)
  .filter(({ body }) => body?.action?.startsWith('database.'))

/** The server's time when the recording was made. */
const RECORDED_AT = 1795300823061

/** What a recorded id has become in this run. */
const renamed = new Map<string, string>()
const rename = (text: string) => text.replace(/[0-9a-f-]{32,36}/g, (id) => renamed.get(id) ?? id)

/** Answers as values, so that canonical and relaxed EJSON and the order of keys don't matter; server times are one. */
function comparable(response: Record<string, unknown>): unknown {
  const { requestId: _, ...rest } = JSON.parse(rename(JSON.stringify(response)))
  const list = rest.data?.list
  if (Array.isArray(list)) rest.data.list = list.map((text: string) => parseEjson(text, new Date(0)))
  return JSON.parse(JSON.stringify(rest), (key, value) => {
    if (['sd', 'sd2', 'when'].includes(key)) return 'server time'
    return key === 'dist' ? Number(value.toFixed(6)) : value
  })
}

/** The recording server put 5 into [0, 5); the real service's buckets leave their upper boundary out. */
const CORRECTED: Record<string, unknown> = {
  $bucket: { data: { list: ['{"_id":0,"c":1}', '{"_id":5,"c":2}'] } },
}

function expectedOf({ body, response }: Exchange): Record<string, unknown> {
  const [stage] = (body.stages as { stageKey: string }[] | undefined) ?? []
  return (CORRECTED[stage?.stageKey ?? ''] as Record<string, unknown>) ?? response
}

/** The recording server left out `includeLocs`, which the real service answers. */
const withoutPlaces = (value: unknown) =>
  JSON.parse(JSON.stringify(value), (key, inner) => (key === 'loc' ? undefined : inner))

describe('the recorded exchanges', () => {
  let directory: string
  let database: Database

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'replay-'))
    database = createDatabase({
      directory,
      indexes: [],
      unindexed: 'refuse',
      now: () => new Date(RECORDED_AT),
      warn: () => {},
    })
  })
  afterAll(() => {
    database.close()
    rmSync(directory, { recursive: true })
  })

  /** Identical requests were recorded once: a transaction may lack its beginning, and its end. */
  async function beginLeftOut(exchange: Exchange): Promise<void> {
    const id = exchange.body.transactionId
    if (!id || renamed.has(id) || exchange.response.code) return
    const { transactionId } = await database.handle({ action: 'database.startTransaction' })
    renamed.set(id, String(transactionId))
  }

  async function endLeftOut(at: number): Promise<void> {
    const id = exchanges[at]!.body.transactionId
    const ends = /commit|abort/.test(exchanges[at]!.body.action!)
    if (
      !id ||
      ends ||
      exchanges[at]!.response.code ||
      exchanges.slice(at + 1).some(({ body }) => body.transactionId === id)
    )
      return
    await database.handle({ action: 'database.abortTransaction', transactionId: renamed.get(id) })
  }

  test.each(exchanges.map(({ body }, at) => [at, body.action, JSON.stringify(body.query ?? body.stages ?? '')]))(
    '%i %s %s',
    async (at) => {
      const { body, response } = exchanges[at]!
      await beginLeftOut(exchanges[at]!)
      const answer = await database.handle(JSON.parse(rename(JSON.stringify(body))))
      const inserted = [response, answer].map(({ data }) => (data as { insertedIds?: string[] })?.insertedIds ?? [])
      for (const [place, id] of inserted[0]!.entries())
        if (/^[0-9a-f]{32}$/.test(id)) renamed.set(id, inserted[1]![place]!)
      if (response.transactionId) renamed.set(String(response.transactionId), String(answer.transactionId))
      expect(withoutPlaces(comparable(answer))).toEqual(withoutPlaces(comparable(expectedOf(exchanges[at]!))))
      await endLeftOut(at)
    },
  )

  test('there are all of them', () => expect(exchanges).toHaveLength(113))
})
