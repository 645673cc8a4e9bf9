/**
 * `npm run upload`: builds the mini-program and uploads it with WeChat's own tool; it then waits in the WeChat console for
 * trial, review and release. Option: --dry-run shows what would be uploaded.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { build } from './build.mjs'

/** WeChat's uploader, fetched when it is needed. */
const uploader = 'miniprogram-ci@2.1.42'

const variables: Record<string, string> = {
  SANDAN_APPID: '小程序 AppID · of the mini-program',
  SANDAN_UPLOAD_KEY: '代码上传密钥文件的路径 · path of the upload key that the WeChat console gave out',
}

function missingOf(environment: NodeJS.ProcessEnv): string[] {
  const key = environment.SANDAN_UPLOAD_KEY
  const absent = Object.keys(variables).filter((name) => !environment[name]?.trim())
  if (key && !existsSync(key)) absent.push('SANDAN_UPLOAD_KEY')
  return absent
}

async function upload(): Promise<void> {
  const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean' } } })
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  const missing = missingOf(process.env)
  const words = ['upload', '--pp', '.', '--appid', process.env.SANDAN_APPID ?? '<SANDAN_APPID>']
  words.push('--pkp', process.env.SANDAN_UPLOAD_KEY ?? '<SANDAN_UPLOAD_KEY>', '--uv', version, '-r', '1')
  words.push('--use-project-config', 'true')
  console.log(`三单通 ${version}\nnpx ${uploader} ${words.join(' ')}`)
  if (missing.length > 0) {
    console.log('\n缺少以下环境变量，或文件不存在 missing, or no such file:')
    for (const name of missing) console.log(`  ${name}  ${variables[name]}`)
  }
  if (values['dry-run']) return
  if (missing.length > 0) {
    console.error('\n没有上传。Nothing was uploaded. docs/deployment.md')
    process.exitCode = 1
    return
  }
  await build(['weapp'])
  const { status } = spawnSync('npx', ['--yes', uploader, ...words], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error(`上传失败 upload failed (${status})`)
}

upload().catch((error) => {
  console.error(error.message)
  process.exitCode = 1
})
