/** One person's tab: what they see, tap and type, by the ids that every control has. */
import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { type Layout, measure } from './layout'

/** As wide as the narrowest phone that is common, in CSS pixels. */
const phone = { width: 375, height: 812 }

/** How long anything may take on a busy machine, in milliseconds. */
const patience = 30_000

/** Where the built pages lie. */
export const pages = path.resolve(__dirname, '../../dist/h5')

/** What the browser itself reports of every request that finds no network; only the tests take it away. */
const withoutNetwork = /net::ERR_(INTERNET_DISCONNECTED|CONNECTION_RESET)/

/** A selector for an id as it is, whatever characters it has. */
const byId = (id: string) => `[id="${id}"]`

export class Tab {
  /** Faults of the page and errors on its console, in the order they came. */
  private readonly problems: string[] = []

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    private readonly url: string,
  ) {
    page.on('pageerror', (error) => this.problems.push(`${page.url()} ${error.stack ?? error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error' && !withoutNetwork.test(message.text()))
        this.problems.push(`${page.url()} ${message.text()}`)
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

  /** Waits until that page lies on top and has come to rest. */
  async arrives(page: string): Promise<void> {
    await this.page.waitForURL((url) => url.hash.startsWith(`#/${page}`))
    // the address changes first: the page that is left may still be the only one that is shown
    await this.page.waitForFunction((route) => {
      const shown = [...document.querySelectorAll('.taro_page')].filter((one) => one.getBoundingClientRect().width > 0)
      return shown.length === 1 && shown[0]!.id.startsWith(`/${route}`) && shown[0]!.querySelector('.page') !== null
    }, page)
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

  /** What a field holds. */
  async value(id: string): Promise<string> {
    return this.at(id).locator('input, textarea').inputValue()
  }

  /** Waits until the words are in sight. */
  async sees(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).filter({ visible: true }).first().waitFor()
  }

  /** Waits until the words are nowhere in sight. */
  async misses(text: string | RegExp): Promise<void> {
    const seen = this.page.getByText(text).filter({ visible: true })
    while ((await seen.count()) > 0) await seen.first().waitFor({ state: 'hidden' })
  }

  /** The words of what has that id, as they are shown. */
  async words(id: string): Promise<string> {
    return ((await this.at(id).textContent()) ?? '').trim()
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

  /**
   * Takes the network away, or gives it back. The pages themselves stay within reach, as they lie on the phone in WeChat;
   * everything else does not answer.
   */
  async setOffline(offline: boolean): Promise<void> {
    if (offline) {
      await this.context.route('**/*', (route) => {
        const { pathname } = new URL(route.request().url())
        const file = path.join(pages, pathname === '/' ? 'index.html' : pathname)
        return existsSync(file) ? route.fulfill({ path: file }) : route.abort('internetdisconnected')
      })
    } else {
      // Before the network is back: a request in a route that is being taken away would never end.
      await this.context.unroute('**/*')
    }
    await this.context.setOffline(offline)
  }

  /** The next call of this action reaches the cloud, but its answer is lost. `arrived` settles once it has reached it. */
  async loseAnswer(action: string): Promise<{ arrived: Promise<void> }> {
    let tell: (() => void) | undefined
    const arrived = new Promise<void>((resolve) => {
      tell = resolve
    })
    await this.page.route('**/call/api', async (route) => {
      if (!tell || !route.request().postData()?.includes(`"${action}"`)) return route.continue()
      const done = tell
      tell = undefined
      await route.fetch()
      await route.abort('connectionreset')
      done()
    })
    return { arrived }
  }

  /** Leaves something in the app's own storage, as the app does. */
  async remember(key: string, value: unknown): Promise<void> {
    await this.page.evaluate(([name, text]) => localStorage.setItem(name!, text!), kept(key, value))
  }

  /** Waits until nothing is being loaded any more and every picture is there. */
  async settled(): Promise<void> {
    await this.page.locator('.page:visible').waitFor()
    await this.page.waitForLoadState('networkidle')
    await this.page.locator('.skeleton:visible').first().waitFor({ state: 'hidden' })
  }

  measure(): Promise<Layout> {
    return measure(this.page)
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
    // A page that is still sliding in would be photographed halfway.
    await this.page.waitForFunction(() =>
      [...document.querySelectorAll('.page')].every((page) => page.getBoundingClientRect().left === 0),
    )
    await this.page.screenshot({ path: path.join(folder, `${name}.png`) })
    if (whole) await this.page.setViewportSize(phone)
  }

  /** Closes the tab; gives what its pages complained about. */
  async close(): Promise<string[]> {
    await this.context.close()
    return this.problems
  }
}

/** How the app keeps something: its key, and its JSON in Taro's wrapping. */
const kept = (key: string, value: unknown): [name: string, text: string] => [
  `sandan.${key}`,
  JSON.stringify({ data: JSON.stringify(value) }),
]

/** The storage of somebody who has entered: the door's token. */
async function loggedIn(url: string, persona: string) {
  const response = await fetch(`${url}/login`, { method: 'POST', body: JSON.stringify({ persona }) })
  if (!response.ok) throw new Error(`no such persona: ${persona}`)
  const { token, phoneCode } = await response.json()
  const [name, value] = kept('login', { persona, token, phoneCode })
  return { origin: url, localStorage: [{ name, value }] }
}
