import type { UserConfigExport } from '@tarojs/cli'

/** What differs in a release: no source maps in the package that is uploaded. */
const production: UserConfigExport<'webpack5'> = {
  mini: { enableSourceMap: false },
  h5: { enableSourceMap: false },
}
export default production
