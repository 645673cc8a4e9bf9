// Taro takes ./show-map.weapp or ./show-map.h5 by its build target; type checks and unit tests see the browser's.
export * from './show-map.h5'
