// Taro takes ./subscribe.weapp or ./subscribe.h5 by its build target; type checks and unit tests see the browser's.
export * from './subscribe.h5'
