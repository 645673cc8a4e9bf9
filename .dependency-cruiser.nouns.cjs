/** No circles between nouns in what runs: taken after compilation, so that the shape of another noun's record may be named. */
module.exports = {
  forbidden: [
    {
      name: 'no-circles-of-nouns',
      severity: 'error',
      scope: 'folder',
      from: { path: '^cloudfunctions/domain/[^/]+$' },
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: false,
    tsConfig: { fileName: 'tsconfig.json' },
  },
}
