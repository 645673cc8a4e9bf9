/** A scanned place: WeChat gives the code's page path (`pages/home/index?scene=<token>`), the browser what was typed. */
export function placeTokenOf(scanned: string): string | undefined {
  const token = /[?&]scene=([^&]+)/.exec(scanned)?.[1]
  const text = token ? decodeURIComponent(token) : scanned.trim()
  return /^[\w:-]{8,80}$/.test(text) ? text : undefined
}
