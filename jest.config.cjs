const swc = [
  '@swc/jest',
  {
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', tsx: true, dynamicImport: true },
      transform: { react: { runtime: 'automatic' } },
    },
    module: { type: 'commonjs' },
  },
]

/** One project a layer of docs/testing: `npx jest --selectProjects unit`. Cloud and weapp need `npm run build` first. */
const layer = (displayName, extra = {}) => ({
  displayName,
  rootDir: __dirname,
  testMatch: [`<rootDir>/test/${displayName}/**/*.test.{ts,tsx}`],
  testEnvironment: 'node',
  transform: { '^.+\\.[tj]sx?$': swc },
  transformIgnorePatterns: ['/node_modules/(?!(point-in-polygon-hao|robust-predicates|uqr|uuid|@turf)/)', '/dist/'],
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'jsx', 'json', 'node'],
  moduleNameMapper: { '^@/(.*)$': '<rootDir>/src/$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.sandan/'],
  ...extra,
})

module.exports = {
  maxWorkers: 2,
  testTimeout: 30_000,
  projects: [
    layer('unit'),
    layer('contract'),
    layer('cloud'),
    layer('simulate'),
    layer('browser'),
    layer('weapp', { modulePathIgnorePatterns: ['<rootDir>/.sandan/'] }),
  ],
}
