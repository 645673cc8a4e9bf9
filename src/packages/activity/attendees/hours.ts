/** Typed hours as a number, in halves from `least` to `most`; undefined when they are none. */
export function hoursOf(typed: string, least: number, most: number): number | undefined {
  if (!/^\d{1,2}(\.[05])?$/.test(typed.trim())) return undefined
  const hours = Number(typed)
  return hours >= least && hours <= most ? hours : undefined
}
