/**
 * Runs the BUILT mini-program (dist/weapp): real scripts, templates and React; only `wx` is a stand-in. A test file says
 * `@jest-environment jsdom` in its first comment, opens an app, taps by id, and ends with `expect(app.faults).toEqual([])`.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createLoader } from './load'
import {
  attributeOf,
  attributesBelow,
  createViews,
  type Definition,
  findNode,
  fireAt,
  idsBelow,
  onViewFault,
  type Rendered,
} from './view'
import { createWx, type Phone } from './wx'

const BUILT = path.resolve(__dirname, '../../../dist/weapp')

interface AppConfig {
  pages: string[]
  subPackages?: { root: string; pages: string[] }[]
  tabBar?: { list: { pagePath: string }[] }
}

type LifeCycle = Record<string, ((...values: unknown[]) => void) | undefined>

/** A page on the stack. */
export interface OpenPage {
  route: string
  rendered: Rendered
}

export type MiniApp = Awaited<ReturnType<typeof openApp>>

const sleep = (milliseconds: number) => new Promise((wake) => setTimeout(wake, milliseconds))

/** Starts the app on its first page, or on `url` (`packages/order/form/index?kind=x`). `root` = another build to run. */
export async function openApp(phone: Phone & { url?: string; root?: string }) {
  const root = phone.root ?? BUILT
  const config: AppConfig = JSON.parse(readFileSync(path.join(root, 'app.json'), 'utf8'))
  const routes = [
    ...config.pages,
    ...(config.subPackages ?? []).flatMap((sub) => sub.pages.map((page) => `${sub.root}/${page}`.replace('//', '/'))),
  ]
  const tabs = config.tabBar?.list.map((tab) => tab.pagePath) ?? []
  const faults: string[] = []
  const stack: OpenPage[] = []
  const keptTabs = new Map<string, OpenPage>()
  let defined: Definition | undefined
  let app: LifeCycle = {}
  let sentBytes = 0

  const note = (fault: unknown) =>
    void faults.push(fault instanceof Error ? (fault.stack ?? fault.message) : String(fault))
  const spies = [
    jest.spyOn(console, 'error').mockImplementation((...words) => note(words.map(String).join(' '))),
    // A call that finds no network is an ordinary event that the app logs by console.warn('call', …).
    jest
      .spyOn(console, 'warn')
      .mockImplementation((...words) => words[0] !== 'call' && note(words.map(String).join(' '))),
  ]
  const deaf = onViewFault(note)

  const device = createWx(phone, (kind, options) => {
    // WeChat changes pages after the present handler has ended.
    setTimeout(() => {
      try {
        const problem = go(kind, options)
        // A wrong address is a fault of the app. It gets no answer, so that the fault is all that the test reports.
        if (problem) return note(`${kind}: ${problem}`)
        options.success?.({ errMsg: `${kind}:ok` })
        options.complete?.({})
      } catch (thrown) {
        note(thrown)
      }
    }, 0)
  })
  const views = createViews(root)
  const takeApp = (options: object) => {
    app = options as LifeCycle
  }
  const takeDefinition = (options: object) => {
    defined = options as Definition
  }
  const load = createLoader(root, {
    wx: device.wx,
    App: takeApp,
    Page: takeDefinition,
    Component: takeDefinition,
    getApp: () => app,
    getCurrentPages: () => stack.map((page) => page.rendered.instance),
  })

  function define(file: string, asPage: boolean): void {
    if (views.registered(file)) return
    defined = undefined
    load(file)
    if (!defined) throw new Error(`${file}.js defines nothing`)
    const made: Definition = defined
    for (const used of views.uses(file)) if (used !== file) define(used, false)
    if (!asPage) {
      views.register(file, made)
      return
    }
    const methods = Object.fromEntries(Object.entries(made).filter(([, value]) => typeof value === 'function'))
    views.register(file, { data: (made.data as object) ?? {}, methods })
  }

  const call = (page: OpenPage, name: string, ...values: unknown[]) =>
    (page.rendered.instance as unknown as LifeCycle)[name]?.(...values)

  function show(route: string, query: Record<string, string>): OpenPage {
    define(route, true)
    const rendered = views.render(route)
    const page: OpenPage = { route, rendered }
    const { setData } = rendered.instance
    Object.assign(rendered.instance, {
      route,
      __route__: route,
      options: query,
      setData(data: object, done?: () => void) {
        sentBytes += Buffer.byteLength(JSON.stringify(data))
        setData.call(rendered.instance, data, done)
      },
    })
    rendered.attach(document.body)
    stack.push(page)
    call(page, 'onLoad', query)
    call(page, 'onShow')
    call(page, 'onReady')
    return page
  }

  const close = (page: OpenPage) => {
    call(page, 'onUnload')
    page.rendered.detach()
    keptTabs.delete(page.route)
  }

  /** Changes the stack; gives what is wrong, if anything. */
  function go(kind: string, options: Record<string, unknown>): string | undefined {
    const present = stack[stack.length - 1]
    if (kind === 'navigateBack') {
      const steps = Math.min(Number(options.delta ?? 1), stack.length - 1)
      for (const page of stack.splice(stack.length - steps)) close(page)
      if (steps > 0) call(stack[stack.length - 1]!, 'onShow')
      return undefined
    }
    const [where = '', search = ''] = String(options.url).replace(/^\//, '').split('?')
    if (!routes.includes(where)) return `page "${where}" is not in app.json`
    const query = Object.fromEntries(new URLSearchParams(search))
    const isTab = tabs.includes(where)
    if (isTab !== (kind === 'switchTab') && kind !== 'reLaunch') return isTab ? 'a tab needs switchTab' : 'not a tab'
    if (kind === 'navigateTo') {
      if (stack.length >= 10) return 'more than 10 pages on the stack'
      if (present) call(present, 'onHide')
      show(where, query)
      return undefined
    }
    if (kind === 'switchTab') {
      for (const page of stack.splice(1)) close(page)
      const [old] = stack.splice(0)
      if (old && tabs.includes(old.route)) keptTabs.set(old.route, old)
      if (old) tabs.includes(old.route) ? call(old, 'onHide') : close(old)
      const kept = keptTabs.get(where)
      if (!kept) show(where, query)
      else {
        stack.push(kept)
        call(kept, 'onShow')
      }
      return undefined
    }
    const leaving = kind === 'redirectTo' ? stack.splice(-1) : [...stack.splice(0), ...keptTabs.values()]
    for (const page of new Set(leaving)) close(page)
    show(where, query)
    return undefined
  }

  const top = () => {
    const page = stack[stack.length - 1]
    if (!page) throw new Error('no page is open')
    return page
  }
  const node = (id: string) => {
    const found = findNode(top().rendered._exparserNode, id)
    if (!found)
      throw new Error(
        `no node #${id} on ${top().route}; there are: ${idsBelow(top().rendered._exparserNode).join(' ')}`,
      )
    return found
  }
  const text = () => (top().rendered.dom.textContent ?? '').replace(/\s+/g, ' ').trim()

  const mini = {
    /** All that went wrong: thrown, logged as error or warning, refused navigation, templates. Must be empty at the end. */
    faults,
    route: () => top().route,
    /** Routes from the bottom of the stack up. */
    stack: () => stack.map((page) => page.route),
    /** What the top page shows, as one line. */
    text,
    /** The ids on the top page, in order. */
    ids: () => idsBelow(top().rendered._exparserNode),
    has: (id: string) => findNode(top().rendered._exparserNode, id) !== undefined,
    /** An attribute of a node: `aria-label`, `disabled`, `class`. */
    attribute: (id: string, name: string) => attributeOf(node(id), name),
    /** What a screen reader says of the top page's nodes, in order. */
    labels: () => attributesBelow(top().rendered._exparserNode, 'aria-label'),
    /** Any native event. */
    fire: (id: string, type: string, detail: object = {}) => fireAt(node(id), type, detail),
    /** A finger; a disabled control does not feel it. */
    tap(id: string) {
      const touched = node(id)
      if (attributeOf(touched, 'disabled') === true) throw new Error(`#${id} is disabled`)
      fireAt(touched, 'tap', { x: 0, y: 0 })
    },
    /** Types into an input or textarea. */
    type: (id: string, value: string) => fireAt(node(id), 'input', { value, cursor: value.length }),
    /** Moves a switch, picker, radio or checkbox group. */
    change: (id: string, value: unknown) => fireAt(node(id), 'change', { value }),
    pullDown: () => call(top(), 'onPullDownRefresh'),
    reachBottom: () => call(top(), 'onReachBottom'),
    /** The phone goes to the background and comes back. */
    hide: () => app.onHide?.(),
    comeBack: () => app.onShow?.({}),
    setConnected: device.setConnected,
    /** Opens a page by the platform's own call, as `wx.navigateTo` would. */
    async go(kind: 'navigateTo' | 'redirectTo' | 'reLaunch' | 'switchTab' | 'navigateBack', url = '') {
      const problem = go(kind, { url })
      if (problem) throw new Error(`${kind} ${url}: ${problem}`)
      await mini.until(() => text() !== '')
    },
    /** Bytes handed to setData since the last time this was asked. */
    takeSentBytes() {
      const bytes = sentBytes
      sentBytes = 0
      return bytes
    },
    /** Waits until `holds` is true (or no longer throws); then gives what it gave. Fails with what the page shows. */
    async until<Result>(holds: () => Result, most = 5000): Promise<Result> {
      const end = Date.now() + most
      for (;;) {
        let thrown: unknown
        try {
          const result = holds()
          if (result !== false && result !== undefined) return result
        } catch (problem) {
          thrown = problem
        }
        if (Date.now() > end) {
          throw new Error(
            `waited in vain: ${thrown ?? holds}\n${top().route} shows: ${text()}\nfaults: ${faults.join('\n')}`,
          )
        }
        await sleep(5)
      }
    },
    /** Closes every page; ends what the app listens to. */
    close() {
      for (const page of new Set([...stack.splice(0), ...keptTabs.values()])) close(page)
      deaf()
      for (const spy of spies) spy.mockRestore()
    },
  }

  load('app')
  const [first = '', search = ''] = (phone.url ?? config.pages[0]!).split('?')
  const query = Object.fromEntries(new URLSearchParams(search))
  app.onLaunch?.({ path: first, query })
  app.onShow?.({ path: first, query })
  const problem = go(tabs.includes(first) ? 'switchTab' : 'reLaunch', { url: phone.url ?? first })
  if (problem) throw new Error(problem)
  await mini.until(() => text() !== '')
  return mini
}
