/**
 * Unpacks the npm Chromium and its fonts into the folder of TMPDIR and prints, as JSON, where the browser is and what
 * its environment must say. A process of its own, because the package reads its environment when it is imported.
 */
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const folder = process.env.TMPDIR
const { default: chromium } = await import('@sparticuz/chromium')
const executablePath = await chromium.executablePath()

const require = createRequire(import.meta.url)
const fonts = path.join(folder, 'chinese')
mkdirSync(fonts, { recursive: true })
for (const weight of ['400Regular', '700Bold']) {
  const name = `NotoSansSC_${weight}.ttf`
  const copy = path.join(fonts, name)
  if (!existsSync(copy)) copyFileSync(require.resolve(`@expo-google-fonts/noto-sans-sc/${weight}/${name}`), copy)
}
const configuration = path.join(folder, 'fonts.conf')
writeFileSync(
  configuration,
  `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir>` +
    `<cachedir>${folder}/font-cache</cachedir><match target="pattern"><edit name="family" mode="append" binding="weak">` +
    '<string>Noto Sans SC</string></edit></match></fontconfig>',
)
const { LD_LIBRARY_PATH = '' } = process.env
console.log(JSON.stringify({ executablePath, environment: { LD_LIBRARY_PATH, FONTCONFIG_FILE: configuration } }))
