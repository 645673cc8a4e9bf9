/**
 * The local cloud with the demo county, in a process of its own: jsdom, in which the mini-program runs, lacks much of what the
 * cloud needs. Is forked by `cloud.ts` and does what its messages ask.
 */
import { startDemoCloud } from '../demo'
import type { Asked, Told } from './cloud'

const tell = (told: Told) => process.send?.(told)

async function main(): Promise<void> {
  const cloud = await startDemoCloud()
  const work: { [Kind in Asked['kind']]: (asked: Extract<Asked, { kind: Kind }>) => unknown } = {
    call: ({ name, event, openid }) => cloud.call(name, event, { openid }),
    insert: ({ collection, documents }) => cloud.database.bulkInsert(collection, documents),
    fire: ({ name }) => cloud.fire(name),
    pass: ({ milliseconds }) => cloud.pass(milliseconds),
    close: () => cloud.close(),
  }
  process.on('message', async (asked: Asked) => {
    try {
      tell({ id: asked.id, answer: await work[asked.kind](asked as never) })
    } catch (thrown) {
      tell({ id: asked.id, failure: String(thrown) })
    }
    if (asked.kind === 'close') process.disconnect()
  })
  // Whoever forked it is gone: so is the reason to run.
  process.on('disconnect', () => process.exit())
  tell({ id: 0, answer: cloud.now().getTime() - Date.now() })
}

void main()
