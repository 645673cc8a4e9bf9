/** One person's tab: what they see, tap and type, by the ids that every control has. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'

/** As wide as the narrowest phone that is common, in CSS pixels. */
export const phone = { width: 375, height: 812 }

/** How long anything may take on a busy machine, in milliseconds. */
export const patience = 30_000

/** A selector for an id as it is, whatever characters it has. */
const byId = (id: string) => `[id="${id}"]`

export class Tab {
  /** Faults of the page and errors on its console, in the order they came. */
  private readonly problems: string[] = []
  private offline = false

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    private readonly url: string,
  ) {
    page.on('pageerror', (error) => this.problems.push(`${page.url()} ${error.stack ?? error.message}`))
    page.on('console', (message) => {
      // The browser itself reports every request that finds no network.
      if (message.type() === 'error' && !this.offline) this.problems.push(`${page.url()} ${message.text()}`)
    })
  }

  /** @param persona whose login lies in the tab's storage, as the login page leaves it there; nobody's when left out */
  static async open(browser: Browser, url: string, persona?: string): Promise<Tab> {
    const context = await browser.newContext({
      viewport: phone,
      deviceScaleFactor: 2,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      acceptDownloads: true,
      storageState: { cookies: [], origins: persona ? [await loggedIn(url, persona)] : [] },
    })
    context.setDefaultTimeout(patience)
    return new Tab(await context.newPage(), context, url)
  }

  /** Opens a page by its path in app.json, with its parameters; the app starts anew. */
  async go(page: string, parameters: Readonly<Record<string, string>> = {}): Promise<void> {
    const query = new URLSearchParams(parameters).toString()
    // A change after the # alone would not start the app anew.
    await this.page.goto('about:blank')
    await this.page.goto(`${this.url}/#/${page}${query ? `?${query}` : ''}`)
  }

  async reload(): Promise<void> {
    await this.page.reload()
  }

  /** What is in sight of that id, on the page that is shown. */
  at(id: string): Locator {
    return this.page.locator(`${byId(id)}:visible`)
  }

  async tap(id: string): Promise<void> {
    await this.at(id).click()
  }

  /** Taps the first control whose id begins so. */
  async tapFirst(start: string): Promise<void> {
    await this.page.locator(`[id^="${start}"]:visible`).first().click()
  }

  /** Replaces what a field holds. */
  async type(id: string, text: string): Promise<void> {
    await this.page
      .locator(`${byId(id)}:visible`)
      .locator('input, textarea')
      .fill(text)
  }

  /** Waits until the words are in sight. */
  async sees(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).filter({ visible: true }).first().waitFor()
  }

  /** Waits until the words are nowhere in sight. */
  async misses(text: string | RegExp): Promise<void> {
    const seen = this.page.getByText(text).filter({ visible: true })
    await this.page.waitForFunction((count) => count === 0, await seen.count()).catch(() => undefined)
    expect(await seen.count()).toBe(0)
  }

  /** The words of what has that id, as they are shown. */
  async words(id: string): Promise<string> {
    return (await this.at(id).innerText()).trim()
  }

  /** Taps what opens the file chooser, and chooses. */
  async choose(id: string, file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), this.tap(id)])
    await chooser.setFiles(file)
  }

  /** Taps what saves a file, and gives the file's path and its name. */
  async download(id: string): Promise<{ file: string; name: string }> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.tap(id)])
    return { file: await download.path(), name: download.suggestedFilename() }
  }

  /** Takes the network away, or gives it back. */
  async setOffline(offline: boolean): Promise<void> {
    if (offline) this.offline = true
    await this.context.setOffline(offline)
    if (!offline) this.offline = false
  }

  /** Photographs the screen into .sandan/pictures, `whole`: as far down as the page goes. */
  async photograph(name: string, whole = false): Promise<void> {
    const folder = path.resolve(__dirname, '../../.sandan/pictures')
    mkdirSync(folder, { recursive: true })
    if (whole) {
      const height = await this.page.evaluate(() =>
        Math.max(...[...document.querySelectorAll('.taro_page')].map((page) => page.scrollHeight)),
      )
      await this.page.setViewportSize({ ...phone, height: Math.min(Math.max(phone.height, height + 60), 4000) })
    }
    await this.page.screenshot({ path: path.join(folder, `${name}.png`) })
    if (whole) await this.page.setViewportSize(phone)
  }

  /** Closes the tab; gives what its pages complained about. */
  async close(): Promise<string[]> {
    await this.context.close()
    return this.problems
  }
}

/** The storage of somebody who has entered: the door's token under the client's key, in Taro's wrapping. */
async function loggedIn(url: string, persona: string) {
  const response = await fetch(`${url}/login`, { method: 'POST', body: JSON.stringify({ persona }) })
  if (!response.ok) throw new Error(`no such persona: ${persona}`)
  const { token, phoneCode } = await response.json()
  const value = JSON.stringify({ data: JSON.stringify({ persona, token, phoneCode }) })
  return { origin: url, localStorage: [{ name: 'sandan.login', value }] }
}
