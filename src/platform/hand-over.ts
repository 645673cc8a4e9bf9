// Taro takes ./hand-over.weapp or ./hand-over.h5 by its build target; type checks and unit tests see the browser's.
export * from './hand-over.h5'
