import { evalExpr } from 'mingo/core'
import * as expressions from 'mingo/operators/expression'
import type { Document } from './value'

type Expression = (document: unknown, argument: never, options: never) => unknown

const evaluate = evalExpr as Expression
const mingo = expressions as unknown as Record<string, Expression>

/** What mingo lacks or gets wrong among expression operators. */
export const EXPRESSION_PATCHES: Record<string, Expression> = {
  // One argument without an array is allowed.
  $trunc: (document, argument, options) =>
    mingo.$trunc!(document, (Array.isArray(argument) ? argument : [argument]) as never, options),
  // The parts left out are the first of January at midnight.
  $dateFromParts: (document, argument: Document, options) =>
    mingo.$dateFromParts!(
      document,
      ('isoWeekYear' in argument ? argument : { month: 1, day: 1, ...argument }) as never,
      options,
    ),
  $indexOfCP: (document, argument, options) => {
    const [text, part, start = 0, end] = evaluate(document, argument, options) as [unknown, string, number?, number?]
    if (text === null || text === undefined) return null
    const points = [...String(text)]
    const sought = [...part]
    const last = Math.min(end ?? points.length, points.length) - sought.length
    for (let at = start; at <= last; at++) if (sought.every((point, offset) => points[at + offset] === point)) return at
    return -1
  },
}
