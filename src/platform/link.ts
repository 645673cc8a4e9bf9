// Taro takes ./link.weapp or ./link.h5 by its build target; type checks and unit tests see the browser's.
export * from './link.h5'
