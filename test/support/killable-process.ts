/** The process of a {@link KillableCloud}: started with the folder of its data and its people. */
import { startTestCloud } from './cloud'
import type { Asked, Told, Works } from './killable'

const [data = '', personas = '[]'] = process.argv.slice(2)
const tell = (told: Told) => process.send?.(told)

async function main(): Promise<void> {
  const cloud = await startTestCloud({ data, personas: JSON.parse(personas), workers: 2, warn: () => undefined })
  const works: Works = {
    call: (name, event, caller) => cloud.call(name, event, caller),
    advance: (milliseconds) => cloud.advance(milliseconds),
    insert: (collection, documents) => cloud.database.bulkInsert(collection, documents),
    rows: (collection, filter) => cloud.database.read(collection, { limit: 100_000, skip: 0, filter: filter as never }),
    close: () => cloud.close(),
  }
  process.on('message', async ({ id, work, parameters }: Asked) => {
    try {
      tell({ id, answer: await (works[work] as (...all: unknown[]) => unknown)(...parameters) })
    } catch (thrown) {
      tell({ id, failure: String(thrown) })
    }
  })
  // Whoever forked it is gone: so is the reason to run.
  process.on('disconnect', () => process.exit())
  tell({ id: 0 })
}

void main()
