/** What a bench reports: one line a budget (architecture.md §6), never rounded in our favour. */

export interface Line {
  what: string
  measured: string
  /** The bound as it is read: `≤ 300 KB`. */
  budget: string
  /** null: nothing to hold, or nothing there to measure. */
  holds: boolean | null
  /** The numbers behind the line, for --json. */
  values?: Record<string, unknown>
}

/** Three figures, rounded up or down; whole numbers stay whole. */
function shown(value: number, round: (value: number) => number): string {
  if (Number.isInteger(value)) return value.toLocaleString('en-US')
  const scale = 10 ** Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1)))
  return (round(value * scale) / scale).toLocaleString('en-US', { maximumFractionDigits: 4 })
}

/** What else a line may say: `note` stands behind the measured value. */
interface More {
  unit?: string
  note?: string
  values?: Record<string, unknown>
}

function line(
  sign: '≤' | '≥',
  what: string,
  value: number,
  bound: number,
  { unit = '', note = '', values }: More,
): Line {
  const round = sign === '≤' ? Math.ceil : Math.floor
  return {
    what,
    measured: `${shown(value, round)}${unit}${note && ` (${note})`}`,
    budget: `${sign} ${bound.toLocaleString('en-US')}${unit}`,
    holds: sign === '≤' ? value <= bound : value >= bound,
    values: { value, ...values },
  }
}

/** A value that may not lie above its bound. */
export const atMost = (what: string, value: number, bound: number, more: More = {}): Line =>
  line('≤', what, value, bound, more)

/** A value that may not lie below its bound. */
export const atLeast = (what: string, value: number, bound: number, more: More = {}): Line =>
  line('≥', what, value, bound, more)

/** A budget whose subject isn't there to be measured, and why. */
export const notMeasured = (what: string, budget: string, why: string): Line => ({
  what,
  measured: why,
  budget,
  holds: null,
})

/** The middle of some numbers; of an even count the mean of the middle two. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Width on a terminal: a Chinese character takes two columns. */
const width = (text: string) => [...text].reduce((sum, one) => sum + (one > '\u2e80' ? 2 : 1), 0)

/** The lines as a table of four columns. */
export function tableOf(lines: readonly Line[]): string {
  const rows = [
    ['what', 'measured', 'budget', 'holds?'],
    ...lines.map(({ what, measured, budget, holds }) => [
      what,
      measured,
      budget,
      holds === null ? '–' : holds ? 'yes' : 'NO',
    ]),
  ]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => width(row[column]!))))
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell + ' '.repeat(widths[column]! - width(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
