/** What was typed as a whole number; NaN unless it is one between `least` and `most`. */
export function whole(text: string, least: number, most: number): number {
  const typed = text.trim()
  const number = /^\d{1,6}$/.test(typed) ? Number(typed) : Number.NaN
  return number >= least && number <= most ? number : Number.NaN
}
