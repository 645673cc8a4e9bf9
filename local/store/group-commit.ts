import type { Connection } from './connection'

interface Waiting {
  work: () => unknown
  resolve: (value: never) => void
  reject: (error: unknown) => void
}

/** All work that arrives in one turn of the event loop shares one transaction and so one fsync; a failing piece is undone alone. */
export class GroupCommit {
  private waiting: Waiting[] = []

  /** `beforeCommit` writes what the batch has left behind, in the batch's own transaction. */
  constructor(
    private readonly connection: Connection,
    private readonly beforeCommit: () => void,
  ) {}

  /** Runs `work` with the next batch; answers once it is on the disk. */
  run<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.waiting.length === 0) setImmediate(() => this.flush())
      this.waiting.push({ work, resolve, reject })
    })
  }

  /** Writes what is waiting now; used before closing. */
  flush(): void {
    const batch = this.waiting
    this.waiting = []
    if (batch.length === 0) return
    let settle: (() => void)[] = []
    try {
      this.connection.atomic('BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK', () => {
        settle = batch.map((waiting) => this.attempt(waiting))
        this.beforeCommit()
      })
    } catch (error) {
      settle = batch.map(
        ({ reject }) =>
          () =>
            reject(error),
      )
    }
    for (const answer of settle) answer()
  }

  private attempt({ work, resolve, reject }: Waiting): () => void {
    try {
      const result = this.connection.atomic(
        'SAVEPOINT piece',
        'RELEASE piece',
        'ROLLBACK TO piece; RELEASE piece',
        work,
      )
      return () => resolve(result as never)
    } catch (error) {
      return () => reject(error)
    }
  }
}
