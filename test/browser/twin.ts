/** The H5 twin in a browser: one local cloud with the demo county, and people who tap and type in tabs of their own. */
import type { Browser } from 'playwright-core'
import { type DemoCloud, startDemoCloud } from '../support/demo'
import { hasBrowser, launch } from './chromium'
import { type PhotoFile, photoOf } from './photo'
import { pages, Tab } from './tab'

/** What the tests of a file share: a cloud, a browser, and whoever has come in. */
export interface Twin {
  cloud: DemoCloud
  /** Somebody of the demo in a tab of their own, logged in and on the home page. */
  person(persona: string): Promise<Tab>
  /** A tab in which nobody has logged in yet. */
  stranger(): Promise<Tab>
  /** A photo of the road, its lamp lit or dark. */
  photo(lit: boolean): Promise<PhotoFile>
}

/** A group of tests in the browser; where there is none it is skipped and says so. */
export function describeTwin(title: string, body: (twin: Twin) => void): void {
  if (!hasBrowser) {
    console.warn(`没有浏览器，跳过 skipped, no browser: ${title}（设 CHROMIUM_PATH set CHROMIUM_PATH）`)
    describe.skip(title, () => body({} as Twin))
    return
  }
  describe(title, () => {
    const twin = {} as Twin
    let browser: Browser
    const tabs: Tab[] = []

    beforeAll(async () => {
      const started = await Promise.all([startDemoCloud({ static: pages }), launch()])
      twin.cloud = started[0]
      browser = started[1]
    }, 120_000)
    afterAll(async () => {
      await browser?.close()
      await twin.cloud?.close()
    })

    const open = async (persona?: string) => {
      const tab = await Tab.open(browser, twin.cloud.url, persona)
      tabs.push(tab)
      return tab
    }
    twin.stranger = () => open()
    twin.photo = (lit) => photoOf(browser, lit)
    twin.person = async (persona) => {
      const tab = await open(persona)
      await tab.go('pages/home/index')
      return tab
    }

    /** Every tab is closed, and whatever its pages complained about fails the test. */
    afterEach(async () => {
      const problems: string[] = []
      for (const tab of tabs.splice(0)) problems.push(...(await tab.close()))
      expect(problems).toEqual([])
    })

    body(twin)
  })
}
