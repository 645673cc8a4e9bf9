/**
 * Imports run one way:
 *   types ← kernel ← domain/<noun> ← api | clock | push | job
 *   types ← src/platform ← src/state ← src/components ← src/sections ← src/pages, src/packages
 * Words (copy) and tokens (theme) know the contract only; the local cloud knows neither nouns nor screens; the mini-program
 * and the cloud never import each other; one noun reaches another only through its index.ts.
 * Circles between nouns are looked for by .dependency-cruiser.nouns.cjs.
 */

/** Everything of the project except `allowed` (regular expressions of paths). Packages are no concern of these rules. */
const except = (...allowed) => ({ path: '^(types|cloudfunctions|src|local|scripts|config|test|bench)/', pathNot: allowed })

/** What `from` may import of the project: itself and `known`. */
const layer = (name, from, comment, ...known) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: except(from, ...known),
})

const nouns = '^cloudfunctions/domain/'

module.exports = {
  forbidden: [
    layer('types', '^types/', 'the contract knows nobody'),
    layer('indexes', '^cloudfunctions/indexes\\.ts$', 'the list of indexes is data'),
    layer('presets', '^cloudfunctions/presets/', 'a preset is data', '^types/'),
    layer('kernel', '^cloudfunctions/kernel/', 'no noun below the nouns', '^types/', '^cloudfunctions/indexes\\.ts$'),
    layer('domain', nouns, 'no function below the functions', '^types/', '^cloudfunctions/((kernel|presets)/|indexes\\.ts$)'),
    layer('functions', '^cloudfunctions/(api|clock|push|job)/', 'the cloud stays the cloud', '^types/', '^cloudfunctions/'),
    layer('platform', '^src/platform/', 'below everything that shows something', '^types/'),
    layer('copy', '^src/copy/', 'sentences only', '^types/'),
    layer('state', '^src/state/', 'stands on the platform layer', '^types/', '^src/(platform|copy)/'),
    layer('components', '^src/components/', 'no page', '^types/', '^src/(platform|copy|theme|state)/'),
    layer('sections', '^src/sections/', 'no page', '^types/', '^src/(platform|copy|theme|state|components)/'),
    layer('screens', '^src/', 'the mini-program stays the mini-program', '^types/'),
    layer('local', '^local/', 'neither nouns nor screens'),
    {
      name: 'noun-by-index',
      comment: 'one noun reaches another only through its index.ts',
      severity: 'error',
      from: { path: `${nouns}([^/]+)/` },
      to: { path: nouns, pathNot: [`${nouns}$1/`, `${nouns}[^/]+/index\\.ts$`] },
    },
    {
      name: 'page-alone',
      comment: 'what two pages of different folders need is a section',
      severity: 'error',
      from: { path: '^src/(pages|packages/[^/]+)/([^/]+)/' },
      to: { path: '^src/(pages|packages/[^/]+)/[^/]+/', pathNot: '^src/$1/$2/' },
    },
    {
      name: 'no-circles',
      comment: 'in what runs; a type may look back',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: { doNotFollow: { path: 'node_modules' }, tsPreCompilationDeps: true, tsConfig: { fileName: 'tsconfig.json' } },
}
