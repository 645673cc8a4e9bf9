import { randomUUID } from 'node:crypto'
import type { Document } from '../query/value'
import type { Collection } from './catalogue'
import type { Connection } from './connection'
import { keyOf, rowName } from './index-key'
import { DuplicateKeyError, type Row, type Store } from './store'

/** A transaction lives this long at most, in milliseconds; then it is rolled back. */
export const TRANSACTION_MS = 30_000

/** Another transaction holds the document, or it has changed since the snapshot. */
export class ConflictError extends Error {
  constructor() {
    super(
      '[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. Please check your request, but if the problem persists, contact us.',
    )
  }
}

/** The transaction has ended, was rolled back or never was. */
export class NoTransactionError extends Error {
  constructor(id: string) {
    super(`[OperationDenied] transaction ${id} does not exist or has been aborted`)
  }
}

/** An ordinary write meets a document that a transaction holds: it can go on when `released` resolves. */
export class HeldError extends Error {
  constructor(readonly released: Promise<void>) {
    super('held by a transaction')
  }
}

/** A document as a transaction has left it; null when it removed it. */
interface Change {
  collection: Collection
  id: unknown
  document: Document | null
}

/** A transaction that is going on. */
export interface Transaction {
  id: string
  /** By the cloud's clock. */
  startedAt: number
  /** Sees what was committed when the transaction began. */
  snapshot: Connection
  /** By the document's name across all collections. */
  changes: Map<string, Change>
  released: Promise<void>
  release: () => void
  timer: NodeJS.Timeout
}

/** One name for a document across all collections. */
const nameOf = (collection: Collection, id: unknown) => rowName([collection.name, keyOf(id)])

/** The transactions of a store: each reads its snapshot, holds what it writes, and takes effect whole when committed. */
export class Transactions {
  private readonly active = new Map<string, Transaction>()
  private readonly holders = new Map<string, Transaction>()

  /** @param now the cloud's time: a transaction is over when that has passed its end, also when the clock was moved there */
  constructor(
    private readonly store: Store,
    private readonly now: () => Date,
  ) {}

  /** Begins a transaction and answers its id. */
  start(): string {
    const id = randomUUID()
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    const timer = setTimeout(() => this.abort(id), TRANSACTION_MS)
    timer.unref()
    const snapshot = this.store.snapshot()
    const startedAt = this.now().getTime()
    this.active.set(id, { id, startedAt, snapshot, changes: new Map(), released, release, timer })
    return id
  }

  /** The transaction of this id; throws {@link NoTransactionError}. */
  get(id: string): Transaction {
    const transaction = this.active.get(id)
    if (!transaction) throw new NoTransactionError(id)
    return transaction
  }

  /** A document as the transaction sees it: its own writes before its snapshot. */
  read(transaction: Transaction, collection: Collection, id: unknown): Document | null {
    const change = transaction.changes.get(nameOf(collection, id))
    if (change) return change.document
    return this.store.get(collection, id, transaction.snapshot)?.document ?? null
  }

  /**
   * Takes hold of a document and writes it in the transaction; null removes it.
   * Throws {@link ConflictError} at once and `DuplicateKeyError`; the transaction is then rolled back, as in the cloud.
   */
  write(transaction: Transaction, collection: Collection, id: unknown, document: Document | null): void {
    const name = nameOf(collection, id)
    try {
      const holder = this.holderOf(name)
      if (holder && holder !== transaction) throw new ConflictError()
      const current = this.store.get(collection, id)
      if (!holder && current?.text !== this.store.get(collection, id, transaction.snapshot)?.text)
        throw new ConflictError()
      const change = { collection, id, document }
      if (document) this.store.rehearse(() => this.apply(change, current))
      this.holders.set(name, transaction)
      transaction.changes.set(name, change)
    } catch (error) {
      this.abort(transaction.id)
      throw error
    }
  }

  /** Writes a new document, which has its `_id`; throws as {@link Transactions.write} does. */
  insert(transaction: Transaction, collection: Collection, document: Document): void {
    if (this.read(transaction, collection, document._id)) {
      this.abort(transaction.id)
      throw new DuplicateKeyError(collection.name, '_id_', [document._id])
    }
    this.write(transaction, collection, document._id, document)
  }

  /** For ordinary writes: throws {@link HeldError} when a transaction holds the document. */
  refuseHeld(collection: Collection, id: unknown): void {
    if (this.holders.size === 0) return
    const holder = this.holderOf(nameOf(collection, id))
    if (holder) throw new HeldError(holder.released)
  }

  /** Makes all its writes durable at once; answers how many documents it wrote. The transaction ends either way. */
  async commit(id: string): Promise<number> {
    const transaction = this.get(id)
    // From here on it can't be used or rolled back any more, but still holds its documents.
    this.active.delete(id)
    try {
      if (transaction.changes.size > 0) {
        await this.store.commit(() => {
          for (const change of transaction.changes.values()) {
            this.apply(change, this.store.get(change.collection, change.id))
          }
        })
      }
      return transaction.changes.size
    } finally {
      this.end(transaction)
    }
  }

  /** Takes back everything. */
  abort(id: string): void {
    const transaction = this.get(id)
    this.active.delete(id)
    this.end(transaction)
  }

  /** Takes back what is going on, before the store closes. */
  close(): void {
    for (const id of [...this.active.keys()]) this.abort(id)
  }

  /** Who holds a document; a transaction that has outlived its time holds nothing any more. */
  private holderOf(name: string): Transaction | undefined {
    const holder = this.holders.get(name)
    const over = holder && this.now().getTime() - holder.startedAt >= TRANSACTION_MS && this.active.has(holder.id)
    if (over) this.abort(holder.id)
    return this.holders.get(name)
  }

  private apply({ collection, document }: Change, current: Row | null): void {
    if (current && document) this.store.replace(collection, current, document)
    else if (current) this.store.remove(collection, current)
    else if (document) this.store.insert(collection, document)
  }

  private end(transaction: Transaction): void {
    clearTimeout(transaction.timer)
    for (const name of transaction.changes.keys()) this.holders.delete(name)
    this.store.endSnapshot(transaction.snapshot)
    transaction.release()
  }
}
