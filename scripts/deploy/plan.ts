/** What a deployment will do, worked out before anything is touched: the same list is shown by --dry-run and then carried out. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { collections, type IndexDeclaration, indexes } from '../../cloudfunctions/indexes'
import { migrations } from '../../cloudfunctions/migrations'

/** The official tools, fetched when they are needed. */
export const cloudbaseCli = '@cloudbase/cli@2.12.10'
export const cloudbaseManager = '@cloudbase/manager-node@5.6.5'

/** The newest runtime that both the cloud and this project know. */
const runtime = 'Nodejs20.19'

/** One function as its config.json (dist/cloudfunctions/<name>) says. */
export interface PlannedFunction {
  name: string
  /** Seconds. */
  timeout: number
  /** MB. */
  memory: number
  openapi: string[]
  triggers: { name: string; type: 'timer'; config: string }[]
}

export interface Plan {
  functions: PlannedFunction[]
  collections: readonly string[]
  indexes: readonly IndexDeclaration[]
  /** Ids of the numbered migrations. The function `clock` runs those that haven't run. */
  migrations: string[]
}

/** Where deployment goes and who may do it; out of the environment, never out of a file of the project. */
export interface Target {
  /** Id of the CloudBase environment. */
  environment: string
  secretId: string
  secretKey: string
  /** Six digits of the county, whose first administrator the one-time code makes. */
  county: string
}

/** The variables that name the target, and what each is. */
const variables: Record<keyof Target, [variable: string, meaning: string]> = {
  environment: ['SANDAN_ENV_ID', '云开发环境 ID · id of the CloudBase environment'],
  secretId: ['SANDAN_SECRET_ID', '腾讯云 API 密钥 SecretId · of the Tencent Cloud API key'],
  secretKey: ['SANDAN_SECRET_KEY', '腾讯云 API 密钥 SecretKey · of the Tencent Cloud API key'],
  county: ['SANDAN_COUNTY', '县（市、区）六位区划代码 · six-digit code of the county, 411521'],
}

/** The target, or the variables that are missing or wrong. */
export function targetOf(environment: NodeJS.ProcessEnv): Target | { missing: string[] } {
  const names = Object.keys(variables) as (keyof Target)[]
  const given = Object.fromEntries(names.map((name) => [name, environment[variables[name][0]]?.trim() ?? '']))
  const target = given as unknown as Target
  const missing = names.filter((name) => target[name] === '' || (name === 'county' && !/^\d{6}$/.test(target.county)))
  return missing.length > 0 ? { missing: missing.map((name) => variables[name].join('  ')) } : target
}

/** @param built folder of the bundled functions */
export function planOf(built: string): Plan {
  const names = readdirSync(built, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return {
    functions: names.map(({ name }) => {
      const { permissions, ...rest } = JSON.parse(readFileSync(path.join(built, name, 'config.json'), 'utf8'))
      return { name, openapi: permissions.openapi, ...rest }
    }),
    collections,
    indexes,
    migrations: migrations.map(({ id }) => id),
  }
}

/** cloudbaserc.json of the official CLI. The bundles need nothing installed, so nothing is installed. */
export function cloudbaseRc({ functions }: Plan, environment: string) {
  return {
    version: '2.0',
    envId: environment,
    functionRoot: './cloudfunctions',
    functions: functions.map(({ name, timeout, memory, triggers }) => ({
      ...{ name, timeout, memorySize: memory, runtime, handler: 'index.main', installDependency: false },
      ...(triggers.length > 0 ? { triggers } : {}),
    })),
  }
}

const keysSaid = ({ fields }: IndexDeclaration) => fields.map(([field, way]) => `${field} ${way}`).join(', ')

/** The plan as lines for people. */
export function planSaid(plan: Plan): string[] {
  return [
    '云函数 functions',
    ...plan.functions.flatMap(({ name, timeout, memory, openapi, triggers }) => [
      `  ${name}  ${timeout} s  ${memory} MB`,
      ...(openapi.length > 0 ? [`    云调用权限 openapi: ${openapi.join(', ')}`] : []),
      ...triggers.map((trigger) => `    定时触发 trigger: ${trigger.name}  ${trigger.config}`),
    ]),
    `集合 collections (${plan.collections.length}，全部对客户端关闭 all closed to clients, ADMINONLY)`,
    `  ${plan.collections.join(', ')}`,
    `索引 indexes (${plan.indexes.length})`,
    ...plan.indexes.map(
      (index) => `  ${index.collection}.${index.name}  ${keysSaid(index)}${index.unique ? '  unique' : ''}`,
    ),
    `数据迁移 migrations (${plan.migrations.length}，由定时函数执行 run by clock)`,
    ...plan.migrations.map((id) => `  ${id}`),
  ]
}
