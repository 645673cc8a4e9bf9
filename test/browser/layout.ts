/** Measures a page as it is drawn: what is wider than the phone, what is cut, and how large things are. */
import type { Page } from 'playwright-core'

export interface Layout {
  /** What is wider than the phone or whose words do not fit, each with its words. */
  faults: string[]
  /** Smallest type of the page's own words, in CSS pixels. */
  smallestType: number
  /** Lowest main button, in CSS pixels; absent where the page has none. */
  lowestMainButton?: number
}

/** Looks at the page that is shown. Taro's own bars at top and bottom are the platform's. */
export const measure = (page: Page): Promise<Layout> =>
  page.evaluate(() => {
    const shown = (element: Element) => {
      const { width, height } = element.getBoundingClientRect()
      return width > 0 && height > 0 && getComputedStyle(element).visibility !== 'hidden'
    }
    const words = (element: Element) => (element.textContent ?? '').trim().slice(0, 30)
    const ownWords = (element: Element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
    const root = [...document.querySelectorAll('.page')].find(shown)
    if (!root) throw new Error('no page is shown')
    const parts = [root, ...root.querySelectorAll('*')].filter(shown)
    const wide = window.innerWidth
    const faults: string[] = []
    for (const part of parts) {
      const { left, right } = part.getBoundingClientRect()
      if (left < -0.5 || right > wide + 0.5)
        faults.push(`beyond the edge (${Math.round(left)}–${Math.round(right)}): .${part.className} ${words(part)}`)
      const { overflowY, display } = getComputedStyle(part)
      if (display === 'inline' || !ownWords(part)) continue
      if (part.scrollWidth > part.clientWidth + 1)
        faults.push(`too wide for its box: .${part.className} ${words(part)}`)
      if (overflowY === 'hidden' && part.scrollHeight > part.clientHeight + 2)
        faults.push(`cut at the bottom: .${part.className} ${words(part)}`)
    }
    const sizes = parts.filter(ownWords).map((part) => Number.parseFloat(getComputedStyle(part).fontSize))
    const buttons = parts.filter((part) => part.classList.contains('button--main'))
    return {
      faults,
      smallestType: Math.min(...sizes),
      ...(buttons.length > 0
        ? { lowestMainButton: Math.min(...buttons.map((button) => button.getBoundingClientRect().height)) }
        : {}),
    }
  })
