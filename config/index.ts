/**
 * How Taro builds the mini-program: `dist/weapp` for WeChat, `dist/h5` for the browser twin.
 * The options about size (template depth, shared chunks, terser) were measured; measure again if you change one.
 */
import path from 'node:path'
import { defineConfig, type UserConfigExport } from '@tarojs/cli'
import development from './dev'
import production from './prod'

const root = path.resolve(__dirname, '..')
const version: string = require('../package.json').version

// Tables of the contract (types/*) are read at run time; Taro by itself translates only src.
const compile = { include: [path.join(root, 'types')] }

export default defineConfig<'webpack5'>(async (merge) => {
  const shared: UserConfigExport<'webpack5'> = {
    projectName: 'sandan',
    date: '2026-1-1',
    designWidth: 750,
    deviceRatio: { 640: 2.34 / 2, 750: 1, 375: 2, 828: 1.81 / 2 },
    sourceRoot: 'src',
    // The two platforms must not share one folder: each build empties its own.
    outputRoot: `dist/${process.env.TARO_ENV}`,
    framework: 'react',
    compiler: { type: 'webpack5', prebundle: { enable: false } },
    // Not for WeChat: a shared module that optimizeMainPackage copies into a subpackage would keep, out of the cache, the ids
    // that other modules had before a change, and its page would not open.
    cache: { enable: process.env.TARO_ENV === 'h5' && !process.env.CI && !process.env.NO_CACHE },
    alias: { '@': path.join(root, 'src'), '#types': path.join(root, 'types') },
    plugins: process.env.TARO_ENV === 'weapp' ? [path.join(__dirname, 'aria.js')] : [],
    defineConstants: { CLIENT_VERSION: JSON.stringify(version) },
    copy: { patterns: [], options: {} },
    // Chinese text stays UTF-8 (3 bytes a character) instead of \uXXXX (6 bytes).
    terser: { enable: true, config: { output: { comments: false, ascii_only: false } } },
    mini: {
      compile,
      // What only a sub-package uses goes into that sub-package.
      optimizeMainPackage: { enable: true },
      // 8 unrolled template levels instead of 16: -23 KB of base.wxml; deeper trees recurse through <comp>.
      ...({ baseLevel: 8 } as object),
      miniCssExtractPluginOption: { ignoreOrder: true },
      postcss: { pxtransform: { enable: true, config: {} }, cssModules: { enable: false } },
      webpackChain(chain) {
        chain.performance.hints(false)
      },
    },
    h5: {
      compile,
      publicPath: '/',
      staticDirectory: 'static',
      router: { mode: 'hash' },
      output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
      miniCssExtractPluginOption: {
        ignoreOrder: true,
        filename: 'css/[name].[contenthash:8].css',
        chunkFilename: 'css/[name].[contenthash:8].css',
      },
      postcss: {
        autoprefixer: { enable: true, config: {} },
        // Type grows with the window up to a large phone's; a computer's window gets more on the page, not bigger letters.
        pxtransform: { enable: true, config: { maxRootSize: 22 } },
        cssModules: { enable: false },
      },
      webpackChain(chain) {
        chain.performance.hints(false)
        // Pages are fetched ahead while the browser is idle: without network they open as WeChat's own packages do.
        chain.module.set('parser', { ...chain.module.get('parser'), javascript: { dynamicImportPrefetch: true } })
        // By default every page carries its own 250 KB copy of @tarojs/components.
        chain.optimization.splitChunks({
          chunks: 'all',
          minSize: 0,
          cacheGroups: {
            default: false,
            defaultVendors: false,
            vendors: { name: 'vendors', test: /[\\/]node_modules[\\/]/, priority: 10 },
            common: { name: 'common', minChunks: 2, priority: 1 },
          },
        })
      },
    },
  }
  return merge({}, shared, process.env.NODE_ENV === 'development' ? development : production)
})
