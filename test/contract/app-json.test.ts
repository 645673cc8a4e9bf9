/** dist/weapp as it would be uploaded: what app.json declares against what the platform layer uses, its pages and sizes. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

const dist = 'dist/weapp'
const app = JSON.parse(readFileSync(path.join(dist, 'app.json'), 'utf8')) as {
  pages: string[]
  subPackages: { root: string; pages: string[] }[]
  tabBar: { list: { pagePath: string; iconPath: string; selectedIconPath: string }[] }
  requiredPrivateInfos: string[]
  permission: Record<string, { desc: string }>
  __usePrivacyCheck__: boolean
}

/** Calls that app.json has to name before they work (requiredPrivateInfos), and the scope each asks the user for. */
const declared: Record<string, string | undefined> = {
  ...{ getLocation: 'scope.userLocation', chooseLocation: undefined, choosePoi: undefined },
  ...{ getFuzzyLocation: 'scope.userFuzzyLocation', onLocationChange: 'scope.userLocation' },
  ...{ startLocationUpdate: 'scope.userLocation', startLocationUpdateBackground: 'scope.userLocationBackground' },
  chooseAddress: undefined,
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))

const source = filesBelow('src')
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.h5.ts'))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')
const used = Object.keys(declared).filter((call) => new RegExp(`\\.${call}\\(`).test(source))

/** Bytes that are uploaded; licence texts are not. */
const weigh = (files: string[]) =>
  files.filter((file) => !file.endsWith('.LICENSE.txt')).reduce((sum, file) => sum + statSync(file).size, 0)

const pages = [...app.pages, ...app.subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`))]

test('requiredPrivateInfos names exactly the private calls that are made', () => {
  expect(used.length).toBeGreaterThan(0)
  expect([...app.requiredPrivateInfos].sort()).toEqual(used.sort())
})

test('every permission asked for has its reason, and no other is declared', () => {
  const scopes = new Set(used.map((call) => declared[call]).filter((scope) => scope !== undefined))
  expect(Object.keys(app.permission).sort()).toEqual([...scopes].sort())
  for (const { desc } of Object.values(app.permission))
    expect(desc).toMatch(/^\p{Script=Han}[\p{Script=Han}，、。]{7,29}$/u)
})

test('the privacy agreement is asked for before the first private call, by a button of the agreement type', () => {
  expect(app.__usePrivacyCheck__).toBe(true)
  expect(source).toContain('onNeedPrivacyAuthorization')
  expect(source).toContain('agreePrivacyAuthorization')
})

test.each(pages)('page %s is there with script, template and configuration', (page) => {
  for (const extension of ['js', 'wxml', 'json']) {
    const file = path.join(dist, `${page}.${extension}`)
    expect({ file, found: existsSync(file) }).toEqual({ file, found: true })
  }
})

test('every page that was built is listed, and every page listed exists once', () => {
  const built = filesBelow(dist)
    .filter((file) => /[\\/](pages|packages)[\\/].*index\.wxml$/.test(file))
    .map((file) =>
      path
        .relative(dist, file)
        .replace(/\.wxml$/, '')
        .replaceAll('\\', '/'),
    )
  expect(built.sort()).toEqual([...pages].sort())
})

test('tabs lead to pages of the main package and have both icons', () => {
  for (const { pagePath, iconPath, selectedIconPath } of app.tabBar.list) {
    expect(app.pages).toContain(pagePath)
    for (const icon of [iconPath, selectedIconPath]) expect(statSync(path.join(dist, icon)).size).toBeLessThan(40_000)
  }
})

// The hello world of the same Taro and React weighs 283,841 B; WeChat's own limit is 2 MB a package.
test('the main package stays within 1.5 times a hello world', () => {
  const inPackages = path.join(dist, 'packages') + path.sep
  expect(weigh(filesBelow(dist).filter((file) => !file.startsWith(inPackages)))).toBeLessThanOrEqual(425_761)
})

test.each(app.subPackages.map(({ root }) => root))('subpackage %s stays within 300 KB', (root) => {
  expect(weigh(filesBelow(path.join(dist, root)))).toBeLessThanOrEqual(300_000)
})

test('every page that a message of the cloud opens is there, and reads the parameter it is given', () => {
  const cloudSource = filesBelow('cloudfunctions').map((file) => readFileSync(file, 'utf8'))
  const opened = cloudSource.flatMap((text) => [...text.matchAll(/[`']((?:pages|packages)\/[\w/-]+)(?:\?(\w+)=)?/g)])
  expect(opened.length).toBeGreaterThan(2)
  for (const [, page, parameter] of opened) {
    expect(pages).toContain(page)
    const read = new RegExp(`params\\.${parameter}\\b|\\b${parameter}\\b[^}]*} = useRouter\\(\\)\\.params`)
    if (parameter) expect(readFileSync(`src/${page}.tsx`, 'utf8')).toMatch(read)
  }
})
