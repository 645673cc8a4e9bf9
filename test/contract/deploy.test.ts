import { spawnSync } from 'node:child_process'
import { setupActions } from '../../cloudfunctions/domain/setup'
import { collections, indexes } from '../../cloudfunctions/indexes'
import { leaveSetupCode, type Manager, managedIndex, prepareCollections } from '../../scripts/deploy/database'
import { cloudbaseRc, planOf, targetOf } from '../../scripts/deploy/plan'
import { startKernelCloud } from '../support/kernel-cloud'

const target = { environment: 'sandan-1', secretId: 'id', secretKey: 'key', county: '411521' }
const plan = () => planOf('dist/cloudfunctions')

/** Runs a script of the project without any of its variables. */
function run(script: string, ...words: string[]) {
  const environment = Object.entries(process.env).filter(([name]) => !name.startsWith('SANDAN_'))
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', `scripts/${script}.ts`, ...words],
    {
      env: Object.fromEntries(environment) as NodeJS.ProcessEnv,
      encoding: 'utf8',
    },
  )
  return { status, said: stdout + stderr }
}

describe('npm run deploy', () => {
  test('--dry-run shows functions, triggers, permissions, every collection and every index, and touches nothing', () => {
    const { status, said } = run('deploy', '--dry-run')
    expect(status).toBe(0)
    expect(said).toContain('clock  60 s  256 MB')
    expect(said).toContain('everyMinute  0 * * * * * *')
    expect(said).toContain('security.msgSecCheck')
    expect(said).toContain('ADMINONLY')
    for (const collection of collections) expect(said).toContain(collection)
    for (const { collection, name } of indexes) expect(said).toContain(`${collection}.${name} `)
    expect(said).toContain('SANDAN_ENV_ID')
  })

  test('without credentials it names each missing variable in both languages and stops with an error', () => {
    const { status, said } = run('deploy')
    expect(status).toBe(1)
    for (const name of ['SANDAN_ENV_ID', 'SANDAN_SECRET_ID', 'SANDAN_SECRET_KEY', 'SANDAN_COUNTY'])
      expect(said).toMatch(new RegExp(`${name} {2}\\p{Script=Han}.*[a-z]`, 'u'))
    expect(said).toContain('没有部署。Nothing was deployed.')
  })

  test('a county that is no area code counts as missing', () => {
    const given = { SANDAN_ENV_ID: 'a', SANDAN_SECRET_ID: 'b', SANDAN_SECRET_KEY: 'c' }
    expect(targetOf({ ...given, SANDAN_COUNTY: '罗山县' })).toEqual({
      missing: [expect.stringContaining('SANDAN_COUNTY')],
    })
    expect(targetOf({ ...given, SANDAN_COUNTY: '411521' })).toMatchObject({ environment: 'a', county: '411521' })
  })

  test('the CLI is told each function with its limits, and that nothing is to be installed', () => {
    const { functions, envId } = cloudbaseRc(plan(), target.environment)
    expect(envId).toBe('sandan-1')
    expect(functions.map(({ name }) => name)).toEqual(['api', 'clock', 'job', 'push'])
    expect(functions.every(({ installDependency }) => installDependency === false)).toBe(true)
    expect(functions.find(({ name }) => name === 'clock')).toMatchObject({
      timeout: 60,
      triggers: [{ name: 'everyMinute', type: 'timer' }],
    })
  })

  test('every collection is created and closed to clients; only indexes that are missing are made', async () => {
    const done: string[] = []
    const manager: Manager = {
      database: {
        createCollectionIfNotExists: async (name) => done.push(`create ${name}`),
        checkIndexExists: async (_, name) => ({ Exists: name === 'scope' }),
        updateCollection: async (name, { CreateIndexes }) =>
          done.push(`index ${name}.${CreateIndexes.map(({ IndexName }) => IndexName)}`),
      },
      commonService: () => ({
        call: async ({ Action, Param }) =>
          done.push(`${Action} ${Param.EnvId} ${Param.CollectionName} ${Param.AclTag}`),
      }),
    }
    await prepareCollections(manager, plan(), 'sandan-1')
    for (const collection of collections) {
      expect(done).toContain(`create ${collection}`)
      expect(done).toContain(`ModifyDatabaseACL sandan-1 ${collection} ADMINONLY`)
    }
    const missing = indexes.filter(({ name }) => name !== 'scope').map((i) => `index ${i.collection}.${i.name}`)
    expect(done.filter((line) => line.startsWith('index '))).toEqual(missing)
  })

  test('an index keeps the order of its fields, their directions and its uniqueness', () => {
    const number = indexes.find(({ collection, name }) => collection === 'cases' && name === 'number')!
    expect(managedIndex(number)).toEqual({
      IndexName: 'number',
      MgoKeySchema: { MgoIsUnique: true, MgoIndexKeys: [{ Name: 'number', Direction: '1' }] },
    })
    const recent = indexes.find(({ collection, name }) => collection === 'cases' && name === 'recent')!
    expect(managedIndex(recent).MgoKeySchema.MgoIndexKeys.map(({ Name, Direction }) => Name + Direction)).toEqual(
      recent.fields.map(([field, direction]) => field + direction),
    )
  })

  test('the code that was left makes its bearer administrator, once; a second deployment leaves it alone', async () => {
    const cloud = await startKernelCloud()
    try {
      expect(await leaveSetupCode(cloud.db, 'A2C4-E6G8-J2K4-M6N8', '411521', false)).toBe(true)
      expect(await leaveSetupCode(cloud.db, 'ZZZZ-ZZZZ-ZZZZ-ZZZZ', '411521', false)).toBe(false)
      const claim = (openid: string, code: string) =>
        cloud.call(setupActions, openid, 'setup.claim', { code, name: '王建国' }) as Promise<{ ok: boolean }>
      expect(await claim('o-stranger', 'ZZZZ-ZZZZ-ZZZZ-ZZZZ')).toMatchObject({ error: { code: 'CODE_WRONG' } })
      expect(await claim('o-first', 'a2c4 e6g8 j2k4 m6n8')).toMatchObject({ ok: true, data: { areaId: '411521' } })
      expect(await claim('o-second', 'A2C4-E6G8-J2K4-M6N8')).toMatchObject({ error: { code: 'CODE_WRONG' } })
      expect(await leaveSetupCode(cloud.db, 'B3D5-F7H9-B3D5-F7H9', '411521', true)).toBe(true)
      expect(await claim('o-second', 'B3D5-F7H9-B3D5-F7H9')).toMatchObject({ ok: true })
    } finally {
      await cloud.close()
    }
  })
})

describe('npm run upload', () => {
  test('--dry-run shows the command; without key and AppID it says so and stops', () => {
    expect(run('upload', '--dry-run')).toMatchObject({ status: 0, said: expect.stringContaining('miniprogram-ci@') })
    const { status, said } = run('upload')
    expect(status).toBe(1)
    expect(said).toMatch(/SANDAN_APPID {2}小程序/)
    expect(said).toMatch(/SANDAN_UPLOAD_KEY {2}代码上传密钥/)
    expect(said).toContain('没有上传。Nothing was uploaded.')
  })
})
