/** WeChat's own template compiler and component framework (their npm packages), driven page by page. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import jComponent from 'j-component'
import compiler from 'miniprogram-compiler'
import exparser from 'miniprogram-exparser'

/** A node of exparser's tree, as far as the harness looks at it. */
export interface ViewNode {
  id?: string
  childNodes?: ViewNode[]
  shadowRoot?: ViewNode
  textContent?: string
  _vt?: { tagName: string; attrs?: { name: string; value: unknown }[] }
}

/** What `Page` or `Component` was called with. */
export type Definition = Record<string, unknown> & { methods?: Record<string, unknown>; data?: object }

/** A page or component on the screen. */
export interface Rendered {
  dom: HTMLElement
  instance: Record<string, unknown> & { setData(data: object, done?: () => void): void }
  _exparserNode: ViewNode
  attach(parent: Node): void
  detach(): void
}

const NATIVE = [
  'cover-image cover-view match-media movable-area movable-view page-container root-portal scroll-view swiper swiper-item view',
  'icon progress rich-text text button checkbox checkbox-group editor form input keyboard-accessory label picker picker-view',
  'picker-view-column radio radio-group slider switch textarea navigator audio camera image live-player live-pusher video map',
  'canvas web-view ad official-account open-data navigation-bar page-meta',
]
  .join(' ')
  .split(' ')

let nativeReady = false
let apps = 0
const compiled = new Map<string, (file: string) => unknown>()

/** WeChat's compiler on one build. Its output sets up the built-in methods of WXS once a realm and keeps global caches. */
function templatesOf(root: string): (file: string) => unknown {
  const known = compiled.get(root)
  if (known) return known
  const scope = window as unknown as Record<string, unknown>
  scope.__webview_engine_version__ = 0.02
  for (const name of ['__WXML_GLOBAL__', '__wxAppCode__', '$gwx', '$gwxc']) delete scope[name]
  const source = compiler.wxmlToJs(root)
  const templates = new Function(compiled.size > 0 ? source.replace(/\bnf_init\(\);/g, '') : source)()
  compiled.set(root, templates)
  return templates
}

/** The templates of one built app, and the components made from them. */
export function createViews(root: string) {
  if (!nativeReady) {
    for (const id of NATIVE) jComponent.register({ id, tagName: `wx-${id}`, template: '<slot/>' })
    nativeReady = true
  }
  const prefix = `app${++apps}`
  const ids = new Map<string, string>()
  const templates = templatesOf(root)

  const configOf = (file: string): { usingComponents?: Record<string, string> } =>
    JSON.parse(readFileSync(path.join(root, `${file}.json`), 'utf8'))

  return {
    /** Registers a page or component under its path; what it uses must be registered (or be itself). */
    register(file: string, definition: Definition): void {
      const id = `${prefix}-${file.replace(/\//g, '-')}`
      ids.set(file, id)
      const usingComponents: Record<string, string> = {}
      for (const [name, where] of Object.entries(configOf(file).usingComponents ?? {})) {
        const used = path.posix.join(path.posix.dirname(file), where)
        const usedId = ids.get(used)
        if (!usedId) throw new Error(`${file} uses ${used}, which is not registered`)
        usingComponents[name] = usedId
      }
      jComponent.register({
        ...definition,
        id,
        path: path.join(root, file),
        template: templates(`${file}.wxml`),
        usingComponents,
      })
    },
    /** The components that a page's config names, by their paths. */
    uses: (file: string) =>
      Object.values(configOf(file).usingComponents ?? {}).map((where) =>
        path.posix.join(path.posix.dirname(file), where),
      ),
    registered: (file: string) => ids.has(file),
    render: (file: string): Rendered => jComponent.create(ids.get(file)) as Rendered,
  }
}

/** The node with an id, also inside of components. */
export function findNode(node: ViewNode, id: string): ViewNode | undefined {
  if (node.id === id) return node
  for (const child of [...(node.shadowRoot ? [node.shadowRoot] : []), ...(node.childNodes ?? [])]) {
    const found = findNode(child, id)
    if (found) return found
  }
  return undefined
}

/** All ids below a node that were given by the app (Taro's own start with `_`). */
export function idsBelow(node: ViewNode): string[] {
  const below = [...(node.shadowRoot ? [node.shadowRoot] : []), ...(node.childNodes ?? [])].flatMap(idsBelow)
  return node.id && !node.id.startsWith('_') ? [node.id, ...below] : below
}

/** The values that an attribute has on a node and below it, in order. */
export function attributesBelow(node: ViewNode, name: string): unknown[] {
  const own = attributeOf(node, name)
  const below = [...(node.shadowRoot ? [node.shadowRoot] : []), ...(node.childNodes ?? [])]
  return [...(own === undefined ? [] : [own]), ...below.flatMap((child) => attributesBelow(child, name))]
}

/** An attribute of a node by its name in the template; the compiler turns `aria-label` into `ariaLabel`. */
export function attributeOf(node: ViewNode, name: string): unknown {
  const compiledName = name.startsWith('data-')
    ? name
    : name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  return node._vt?.attrs?.find((one) => one.name === compiledName)?.value
}

/** Fires a native event that bubbles through components as WeChat's do. */
export function fireAt(node: ViewNode, type: string, detail: object): void {
  exparser.Event.dispatchEvent(
    node,
    exparser.Event.create(type, detail, { bubbles: true, composed: true, capturePhase: true }),
  )
}

/** Hears faults inside handlers and life cycles, which exparser swallows. */
export function onViewFault(hear: (fault: unknown) => void): () => void {
  const listener = (fault: unknown) => {
    hear(fault)
    return false
  }
  exparser.addGlobalErrorListener(listener)
  return () => exparser.removeGlobalErrorListener(listener)
}
