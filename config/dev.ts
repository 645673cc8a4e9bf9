import type { UserConfigExport } from '@tarojs/cli'

/** What differs while developing: readable stack traces and a quieter log. */
const development: UserConfigExport<'webpack5'> = {
  logger: { quiet: true, stats: false },
  mini: { debugReact: false },
}
export default development
