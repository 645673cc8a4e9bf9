/**
 * Faults from a seed: what the network and the platform do to calls of functions and to the requests that functions send.
 * Each decision is drawn from the seed and the name of what it is about, never from an order of arrival, so that the same
 * seed does the same to the same call again, whatever else was left out or went on beside it.
 */
import { createHash } from 'node:crypto'
import { CloudError } from '../wire/envelope'

/** What can befall a call on its way from a client or the platform, as shares of all calls. At most one befalls a call. */
export const callRates = {
  /** Delivered a second time once it has been carried out; the caller gets the second answer. */
  repeated: 0.04,
  /** Delivered twice at the same moment. */
  doubled: 0.03,
  /** Carried out, and the answer never arrives. */
  unanswered: 0.06,
  /** Arrives late. */
  late: 0.03,
}
export type CallFault = keyof typeof callRates

/** What can befall a request of the SDK, as shares of all requests. At most one befalls a request. */
export const requestRates = {
  /** Carried out, and the function gets a network error instead of the answer. */
  unanswered: 0.012,
  /** Carried out, and the instance dies: nothing after it runs. */
  killed: 0.006,
  /** Carried out late. */
  late: 0.01,
}
export type RequestFault = keyof typeof requestRates

/** How long something is late, in milliseconds: longer than an answer waits for the effects that it owes. */
const latenesses = [20, 100, 350]

/** Faults of a local cloud: the seed and, for tests of one kind of fault, rates instead of the usual ones. */
export interface FaultOptions {
  seed: number
  call?: Partial<Record<CallFault, number>>
  request?: Partial<Record<RequestFault, number>>
}

/** A call was carried out, and its caller gets no answer. */
export class Unanswered extends CloudError {
  constructor(what: string) {
    super('UNANSWERED', `${what}: 连接中断，没有收到答复。`)
  }
}

/** What was decided: the fault, and how long the late is late. */
export interface Fate<Fault extends string> {
  fault?: Fault
  lateMs: number
}

/** Decides what befalls the requests of one delivery of a call. */
export interface RequestFates {
  /** The call's name, which the calls that it makes are named after. */
  name: string
  next(action: string, target: string): Fate<RequestFault>
}

/** The decisions of one seed. */
export class Faults {
  private readonly calls = new Counter()

  constructor(private readonly options: FaultOptions) {}

  /** The name of the next call that its caller calls `name`: with the number that it is of that name. */
  nameOf(name: string): string {
    return `${name}#${this.calls.next(name)}`
  }

  /** What befalls a named call. */
  call(name: string): Fate<CallFault> {
    return this.fate(name, this.options.call ?? callRates)
  }

  /** Decides for the requests of one delivery of a named call. */
  requestsOf(name: string): RequestFates {
    const requests = new Counter()
    return {
      name,
      next: (action, target) => {
        const kind = `${name}/${action} ${target}`
        return this.fate(`${kind}#${requests.next(kind)}`, this.options.request ?? requestRates)
      },
    }
  }

  private fate<Fault extends string>(name: string, rates: Partial<Record<Fault, number>>): Fate<Fault> {
    const [which, how] = draws(this.options.seed, name)
    let rest = which
    for (const [fault, rate] of Object.entries(rates) as [Fault, number][]) {
      if (rest < rate) return { fault, lateMs: fault === 'late' ? latenesses[Math.floor(how * latenesses.length)]! : 0 }
      rest -= rate
    }
    return { lateMs: 0 }
  }
}

/** Two numbers in [0, 1) out of a seed and a name. */
function draws(seed: number, name: string): [number, number] {
  const digest = createHash('sha256').update(`${seed}:${name}`).digest()
  return [digest.readUIntBE(0, 6) / 2 ** 48, digest.readUIntBE(6, 6) / 2 ** 48]
}

/** How often each name has come. */
class Counter {
  private readonly counts = new Map<string, number>()

  next(name: string): number {
    const count = (this.counts.get(name) ?? 0) + 1
    this.counts.set(name, count)
    return count
  }
}
