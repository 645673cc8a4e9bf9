// Taro takes ./keep-awake.weapp or ./keep-awake.h5 by its build target; type checks and unit tests see the browser's.
export * from './keep-awake.h5'
