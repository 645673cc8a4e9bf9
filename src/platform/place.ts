// Taro takes ./place.weapp or ./place.h5 by its build target; type checks and unit tests see the browser's.
export * from './place.h5'
