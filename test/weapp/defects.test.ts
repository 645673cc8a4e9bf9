/** @jest-environment jsdom */
/** Defects planted one by one in copies of the build: one small scenario must catch every one of them, and pass without. */
import { linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type MiniApp, openApp } from '../support/weapp'

const built = path.resolve(__dirname, '../../dist/weapp')

const answers: Record<string, unknown> = {
  'person.me': {
    standing: 'confirmed',
    personId: 'villager',
    name: '王秀英',
    villageId: '411521105204',
    villageName: '青山村',
    areaNames: ['青山村'],
    areas: ['411521105204'],
    posts: [],
    skills: [],
  },
  'home.get': { villageName: '青山村', unread: 0, notices: [], resident: { open: [], chain: [], helpers: [] } },
}

/** Knows two actions, and refuses all others as the real one does. */
async function callFunction({ name, data }: { name: string; data: unknown }) {
  const { action } = data as { action: string }
  if (name === 'api' && action in answers) return { ok: true, data: answers[action] }
  return { ok: false, error: { code: 'FORBIDDEN', message: '没有权限' } }
}

/** Home, into the form, a word typed and found again as a draft, and the other tab; shorter waits than elsewhere, as most runs fail. */
async function scenario(root: string): Promise<void> {
  let app: MiniApp | undefined
  const wait = (holds: () => unknown) => app!.until(() => Boolean(holds()), 1500)
  const storage = new Map<string, unknown>()
  try {
    app = await openApp({ root, callFunction, storage })
    await wait(() => app!.text().includes('青山村') && app!.has('home-order'))
    app.tap('home-order')
    await wait(() => app!.route() === 'packages/order/new/index' && app!.has('category-repair'))
    app.tap('category-repair')
    await wait(() => app!.has('words'))
    app.type('words', '灯坏了')
    await wait(() => app!.attribute('words', 'value') === '灯坏了')
    app.tap('order-next')
    await wait(() => app!.has('place-text'))
    await wait(() => JSON.stringify([...storage]).includes('灯坏了'))
    await app.go('navigateBack')
    await app.go('switchTab', 'pages/me/index')
    await wait(() => app!.text().includes('王秀英'))
    app.change('elder', true)
    await wait(() => app!.attribute('elder', 'checked') === true)
    if (app.faults.length > 0) throw new Error(app.faults.join('\n'))
  } finally {
    app?.close()
  }
}

/** A change of one file: what stands there, and what stands there instead; without it the file is missing. */
type Defect = [name: string, file: string, change?: [from: string | RegExp, to: string]]

const defects: Defect[] = [
  ['taps are not bound', 'base.wxml', [/bindtap="eh"/g, '']],
  ['the handler of typing is misspelt', 'base.wxml', [/bindinput="eh"/g, 'bindinput="he"']],
  ['switches are not bound', 'base.wxml', [/bindchange="eh"/g, '']],
  ['the root template is misspelt', 'base.wxml', [/name="taro_tmpl"/, 'name="taro_tmp1"']],
  ['the template of text is missing', 'base.wxml', [/name="tmpl_(\d)_8"/g, 'name="tmpl_$1_eight"']],
  ['nodes have no id', 'base.wxml', [/id="\{\{i\.uid\|\|i\.sid\}\}"/g, '']],
  ['a tag is not closed', 'base.wxml', [/<\/view>/, '']],
  ['a page has no template', 'packages/order/new/index.wxml'],
  ['a page imports what is not there', 'pages/home/index.wxml', ['base.wxml', 'bass.wxml']],
  ['the script of templates is missing', 'utils.wxs'],
  ['the main chunk is missing', 'common.js'],
  ['a subpackage lacks its chunk', 'packages/order/sub-vendors.js'],
  ['a page is not in app.json', 'app.json', ['"new/index"', '"news/index"']],
  ['a tab is not in app.json', 'app.json', ['"pages/me/index"', '"pages/you/index"']],
  ['a page uses a component that is not there', 'pages/home/index.json', ['../../comp', '../../component']],
  ['a page uses `document`', 'packages/order/new/index.js', [/^/, 'document.title = "";']],
  ['the app uses `window`', 'app.js', [/^/, 'window.addEventListener("online", function () {});']],
  ['a page uses what only Node has', 'pages/me/index.js', [/^/, 'process.cwd();']],
  ['a function of wx is misspelt', 'common.js', ['.cloud.callFunction(', '.cloud.callFunctoin(']],
  ['opening a page is misspelt', 'common.js', ['.navigateTo({url', '.navigateTwo({url']],
  ['a page is opened by a wrong address', 'common.js', ['packages/order/new/index', 'packages/order/knew/index']],
  ['an action of the cloud is misspelt', 'pages/home/index.js', ['"home.get"', '"home.got"']],
  ['a page throws while it is drawn', 'packages/order/new/index.js', ['"words"', 'undefined.words']],
]

const copies: string[] = []
afterAll(() => {
  for (const copy of copies) rmSync(copy, { recursive: true, force: true })
})

/** A copy of the build by hard links, in which one file is changed or left out. */
function copyWith(file: string, change: [from: string | RegExp, to: string] | undefined): string {
  const copy = mkdtempSync(path.join(path.dirname(built), '.defect-'))
  copies.push(copy)
  const text = readFileSync(path.join(built, file), 'utf8')
  const changed = change && text.replace(...(change as [string, string]))
  // A defect that is planted nowhere would be caught by nobody.
  if (changed === text) throw new Error(`${file} has no ${change?.[0]}`)
  for (const entry of readdirSync(built, { recursive: true, withFileTypes: true })) {
    const from = path.join(entry.parentPath ?? entry.path, entry.name)
    const to = path.join(copy, path.relative(built, from))
    if (entry.isDirectory()) mkdirSync(to, { recursive: true })
    else if (path.relative(built, from) !== file) {
      mkdirSync(path.dirname(to), { recursive: true })
      linkSync(from, to)
    }
  }
  if (changed !== undefined) writeFileSync(path.join(copy, file), changed)
  return copy
}

test('a copy with a change that breaks nothing passes', () => scenario(copyWith('app.wxss', [/^/, '\n'])))

test.each(defects)('caught: %s', async (...[, file, change]: Defect) => {
  await expect(scenario(copyWith(file, change))).rejects.toThrow()
})
