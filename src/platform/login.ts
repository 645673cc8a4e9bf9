// Taro takes ./login.weapp or ./login.h5 by its build target; type checks and unit tests see the browser's.
export * from './login.h5'
