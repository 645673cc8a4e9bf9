const still = '\u00a0'

/**
 * Short facts side by side on a line: where it wraps, no fact is cut at a space of its own (近 90 天未接单) and no dot stands
 * at the beginning. A fact may itself be such a line (楠杆镇 · 田堰村). What is missing is left out.
 */
export const joined = (facts: readonly (string | false | undefined)[]): string =>
  facts
    .flatMap((fact) => (fact ? fact.split(' · ') : []))
    .map((fact) => fact.split(' ').join(still))
    .join(`${still}· `)
