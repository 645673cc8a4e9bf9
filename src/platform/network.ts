// Taro takes ./network.weapp or ./network.h5 by its build target; type checks and unit tests see the browser's.
export * from './network.h5'
