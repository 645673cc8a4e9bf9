import { Cron } from 'croner'
import type { CloudFunction, Trigger } from './functions'

/** setTimeout takes no longer delay (milliseconds). */
const longestDelay = 2 ** 31 - 1

/**
 * The first moment after `after` at which a 7-field cron fires (second minute hour day month weekday year; UTC+8; day and
 * weekday both given: either), or null when its years are over.
 * @throws TypeError when the pattern can't be read
 */
export function nextRun(pattern: string, after: Date): Date | null {
  const fields = pattern.trim().split(/\s+/)
  if (fields.length !== 7) throw new TypeError(`a timer has 7 cron fields: ${pattern}`)
  const years = yearsOf(fields[6]!)
  const cron = new Cron(fields.slice(0, 6).join(' '), { paused: true, timezone: 'Asia/Shanghai' })
  let from = after
  for (;;) {
    const next = cron.nextRun(from)
    if (!next || years === 'every') return next
    const year = new Date(next.getTime() + 8 * 3_600_000).getUTCFullYear()
    if (years.includes(year)) return next
    const following = years.find((candidate) => candidate > year)
    if (following === undefined) return null
    from = new Date(Date.UTC(following, 0, 1) - 8 * 3_600_000 - 1000)
  }
}

function yearsOf(field: string): 'every' | number[] {
  if (field === '*') return 'every'
  const years = field.split(',').flatMap((part) => {
    const [first, last = first] = part.split('-').map(Number)
    return Array.from({ length: last! - first! + 1 }, (_, index) => first! + index)
  })
  if (years.length === 0 || years.some((year) => !Number.isInteger(year)))
    throw new TypeError(`unreadable years: ${field}`)
  return years.sort((a, b) => a - b)
}

/** The event that a timer passes to its function; `at` in the cloud's time. */
export function timerEvent(trigger: Trigger, at: Date): object {
  return { Type: 'Timer', TriggerName: trigger.name, Time: at.toISOString(), Message: '' }
}

/** Fires the timers of functions at the cloud's own time. */
export class Timers {
  private readonly handles = new Map<string, NodeJS.Timeout>()

  constructor(
    private readonly functions: Map<string, CloudFunction>,
    private readonly now: () => Date,
    private readonly fire: (functionName: string, trigger: Trigger) => void,
  ) {}

  /** Begins to wait. */
  start(): void {
    for (const target of this.functions.values())
      for (const trigger of target.triggers) this.await(target.name, trigger, this.now())
  }

  /** Waits anew after the clock was moved; what fell due in a leap forward fires once. */
  restart(before: Date): void {
    this.stop()
    for (const target of this.functions.values())
      for (const trigger of target.triggers) this.await(target.name, trigger, before < this.now() ? before : this.now())
  }

  stop(): void {
    for (const handle of this.handles.values()) clearTimeout(handle)
    this.handles.clear()
  }

  private await(functionName: string, trigger: Trigger, since: Date): void {
    const next = nextRun(trigger.config, since)
    if (!next) return
    const delay = Math.min(Math.max(next.getTime() - this.now().getTime(), 0), longestDelay)
    const handle = setTimeout(() => {
      const due = this.now() >= next
      if (due) this.fire(functionName, trigger)
      this.await(functionName, trigger, due ? this.now() : since)
    }, delay)
    this.handles.set(`${functionName}/${trigger.name}`, handle)
  }
}
