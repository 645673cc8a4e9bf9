// Taro takes ./document.weapp or ./document.h5 by its build target; type checks and unit tests see the browser's.
export * from './document.h5'
