/** What one request of a function cost, as the database or another part reports it. */
export interface Cost {
  operations: number
  documentsRead: number
  documentsWritten: number
}

/** One request that a function sent while it ran. */
export interface RequestRecord {
  action: string
  /** Collection, function, path or open-API name. */
  target: string
  durationMs: number
  code?: string
}

/** What one call cost: kept for the console, the tests of budgets and the benches. */
export interface CallRecord {
  id: string
  functionName: string
  /** The event's `action`, where it has one. */
  label: string
  source: string
  openid: string
  startedAt: string
  durationMs: number
  coldStart: boolean
  roundTrips: number
  /** Length of the longest chain of requests of which none overlaps another: what the call waited for. 0 if it was killed. */
  sequence: number
  operations: number
  documentsRead: number
  documentsWritten: number
  requests: RequestRecord[]
  log: string[]
  error?: string
}

/** Counts the requests of one call. */
export class Meter {
  readonly requests: RequestRecord[] = []
  roundTrips = 0
  /** Set by the instance at the end: only the one who waits knows which requests it waited for. */
  sequence = 0
  operations = 0
  documentsRead = 0
  documentsWritten = 0

  /** @returns what to call when the answer goes out */
  begin(action: string, target: string): (cost: Cost, code?: string) => void {
    this.roundTrips += 1
    const startedAt = performance.now()
    return (cost, code) => {
      this.operations += cost.operations
      this.documentsRead += cost.documentsRead
      this.documentsWritten += cost.documentsWritten
      const durationMs = Math.round((performance.now() - startedAt) * 10) / 10
      this.requests.push({ action, target, durationMs, ...(code === undefined ? {} : { code }) })
    }
  }
}

/** The last calls, newest last. */
export class CallLog {
  readonly records: CallRecord[] = []

  constructor(private readonly keep = 500) {}

  add(record: CallRecord): void {
    this.records.push(record)
    if (this.records.length > this.keep) this.records.shift()
  }
}
