// Taro takes ./transport.weapp or ./transport.h5 by its build target; type checks and unit tests see the browser's.
export * from './transport.h5'
