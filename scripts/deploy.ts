/**
 * `npm run deploy`: the four functions, the collections with their indexes, and once the code for the first
 * administrator, into a WeChat cloud (CloudBase) environment, with Tencent's own tools.
 * Options: --dry-run shows what would be done; --new-code leaves a fresh administrator's code for one that was lost.
 */
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { makeIds } from '../cloudfunctions/kernel/ids'
import { build } from './build.mjs'
import { leaveSetupCode, openDatabase, openManager, prepareCollections } from './deploy/database'
import { cloudbaseCli, cloudbaseRc, type Plan, planOf, planSaid, type Target, targetOf } from './deploy/plan'

const built = 'dist/cloudfunctions'

/** Runs the official CLI where cloudbaserc.json lies. @param secret arguments that are not shown */
function cli(words: string[], secret: string[] = []): void {
  console.log(`\n— tcb ${words.join(' ')}`)
  const { status } = spawnSync('npx', ['--yes', '--package', cloudbaseCli, 'tcb', ...words, ...secret], {
    cwd: 'dist',
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error(`tcb ${words.join(' ')} 失败 failed (${status})`)
}

function deployFunctions(plan: Plan, { environment, secretId, secretKey }: Target): void {
  writeFileSync('dist/cloudbaserc.json', `${JSON.stringify(cloudbaseRc(plan, environment), null, 2)}\n`)
  cli(['login'], ['--apiKeyId', secretId, '--apiKey', secretKey])
  cli(['fn', 'deploy', '--all', '--force', '-e', environment])
}

/** Four times four letters and digits that can't be confused. */
function newCode(): string {
  const ids = makeIds(randomBytes)
  return Array.from({ length: 4 }, () => ids.caseNumberSuffix()).join('-')
}

async function deployDatabase(plan: Plan, target: Target, renew: boolean): Promise<void> {
  console.log('\n— 数据库 database')
  await prepareCollections(openManager(target, '.sandan/tools'), plan, target.environment)
  const db = await openDatabase(target)
  const code = newCode()
  if (await leaveSetupCode(db, code, target.county, renew))
    console.log(
      `\n第一位管理员的一次性代码（只显示这一次）one-time code of the first administrator, shown once:\n\n  ${code}\n\n` +
        '请在小程序的「管理员设置」页（packages/admin/setup/index）填写。Enter it on that page of the mini-program.',
    )
}

async function deploy(): Promise<void> {
  const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean' }, 'new-code': { type: 'boolean' } } })
  await build(['functions'])
  const plan = planOf(built)
  const target = targetOf(process.env)
  console.log(planSaid(plan).join('\n'))
  if ('missing' in target) {
    const lines = ['', '缺少以下环境变量 these environment variables are missing:', ...target.missing]
    console.log(lines.join('\n  '))
  }
  if (values['dry-run']) return
  if ('missing' in target) {
    console.error('\n没有部署。Nothing was deployed. docs/deployment.md')
    process.exitCode = 1
    return
  }
  // The database first: functions must find their collections and indexes.
  await deployDatabase(plan, target, values['new-code'] ?? false)
  deployFunctions(plan, target)
  console.log('\n部署完成 deployed.')
}

deploy().catch((error) => {
  console.error(error.message)
  process.exitCode = 1
})
