import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'

type SqlDatabase = InstanceType<typeof DatabaseSync>
type Statement = ReturnType<SqlDatabase['prepare']>

/**
 * What SQLite does to make an acknowledged write survive a crash and a power cut; on macOS the disk's cache needs to be told apart.
 * Only what undoes a savepoint is kept in memory: it is of no use after a crash, and as a file it took two thirds of all writes.
 * 16 MB of log before it is carried over: a page that many writes touch is carried over once, which saves a fifth of what is written.
 */
const DURABLE = `PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=1073741824;
PRAGMA wal_autocheckpoint=4000;
${process.platform === 'darwin' ? 'PRAGMA fullfsync=1; PRAGMA checkpoint_fullfsync=1;' : ''}`

/** One connection to the store's file, with its statements prepared once each. */
export class Connection {
  private readonly database: SqlDatabase
  private readonly statements = new Map<string, Statement>()

  constructor(directory: string, cacheKib = 65_536) {
    this.database = new DatabaseSync(join(directory, 'documents.db'))
    this.database.exec(`${DURABLE} PRAGMA cache_size=-${cacheKib};`)
  }

  /** The prepared form of this text. */
  statement(sql: string): Statement {
    let statement = this.statements.get(sql)
    if (!statement) {
      // Texts vary with the number of branches a filter has; forgetting all now and then is cheaper than keeping an order of use.
      if (this.statements.size > 500) this.statements.clear()
      statement = this.database.prepare(sql)
      this.statements.set(sql, statement)
    }
    return statement
  }

  /** Runs statements that answer nothing. */
  exec(sql: string): void {
    this.database.exec(sql)
  }

  /** Runs `work` so that it takes effect whole or not at all, within whatever transaction is open. */
  atomic<T>(begin: string, commit: string, rollback: string, work: () => T): T {
    this.statement(begin).run()
    try {
      const result = work()
      this.statement(commit).run()
      return result
    } catch (error) {
      this.exec(rollback)
      throw error
    }
  }

  close(): void {
    this.statements.clear()
    this.database.close()
  }
}

/** Another process has this data directory open. */
class DirectoryInUseError extends Error {
  constructor(directory: string) {
    super(
      `数据目录 ${directory} 正被另一个进程使用，请先停止它，或换一个目录。Another process is using this data directory; stop it first or choose another.`,
    )
  }
}

/**
 * Takes the directory for this process alone, creating it if need be; the system gives it back when the process ends, however it ends.
 * Throws {@link DirectoryInUseError}. The answer releases it.
 */
export function holdDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true })
  const lock = new DatabaseSync(join(directory, 'lock.db'), { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (/locked|busy/i.test(String(error))) throw new DirectoryInUseError(directory)
    throw error
  }
  return () => lock.close()
}
