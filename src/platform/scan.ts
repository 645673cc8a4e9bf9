// Taro takes ./scan.weapp or ./scan.h5 by its build target; type checks and unit tests see the browser's.
export * from './scan.h5'
