// Taro takes ./privacy.weapp or ./privacy.h5 by its build target; type checks and unit tests see the browser's.
export * from './privacy.h5'
