/** Hands on the phones of a test: one phone at a time, put away without faults, and touched when a control is there. */
import { type MiniApp, openApp } from '.'
import type { CloudBeside } from './cloud'

/** What a phone has besides its person: kept storage, other answers of `wx`. */
type More = Partial<Parameters<typeof openApp>[0]>

/**
 * Registers that each test of the file ends with the phone put away, and gives what takes one up: somebody's, at a page; the
 * phone before is put away first. A phone that noticed faults fails the test.
 */
export function phonesOf(cloud: () => CloudBeside): (who: string, url: string, more?: More) => Promise<MiniApp> {
  let app: MiniApp | undefined
  const putAway = () => {
    const faults = app?.faults ?? []
    app?.close()
    app = undefined
    expect(faults).toEqual([])
  }
  afterEach(putAway)
  return async (who, url, more = {}) => {
    if (app) putAway()
    app = await openApp({ url, ...cloud().phoneOf(who), ...more })
    return app
  }
}

/** Waits until a control is there and may be touched, then touches it. */
export async function tap(mini: MiniApp, id: string): Promise<void> {
  await mini.until(() => mini.has(id) && mini.attribute(id, 'disabled') !== true)
  mini.tap(id)
}

/** Waits until words are on the page. */
export const shows = (mini: MiniApp, words: string): Promise<boolean> => mini.until(() => mini.text().includes(words))
