// Taro takes ./phone.weapp or ./phone.h5 by its build target; type checks and unit tests see the browser's.
export * from './phone.h5'
