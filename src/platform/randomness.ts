// Taro takes ./randomness.weapp or ./randomness.h5 by its build target; type checks and unit tests see the browser's.
export * from './randomness.h5'
