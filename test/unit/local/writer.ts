import { createDatabase } from '../../../local/wire/database'

/** A process that writes with eight writers at once and prints the id of every write that was acknowledged, until it is killed. */
const directory = process.argv[2]!
const round = process.argv[3]!
const indexes = [
  { collection: 'writes', name: 'by', fields: [['writer', 1] as [string, 1], ['tags', 1] as [string, 1]] },
]
const database = createDatabase({ directory, indexes, unindexed: 'refuse', now: () => new Date(0), warn: () => {} })

async function write(writer: number): Promise<void> {
  for (let number = 0; ; number++) {
    const _id = `${round}-${writer}-${number}`
    const data = [JSON.stringify({ _id, writer, tags: ['a', 'b'] })]
    await database.handle({ action: 'database.insertDocument', collectionName: 'writes', data })
    process.stdout.write(`${_id}\n`)
  }
}

for (let writer = 0; writer < 8; writer++) void write(writer)
