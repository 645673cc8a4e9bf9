// Taro takes ./picture.weapp or ./picture.h5 by its build target; type checks and unit tests see the browser's.
export * from './picture.h5'
