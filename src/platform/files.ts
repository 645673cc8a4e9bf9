// Taro takes ./files.weapp or ./files.h5 by its build target; type checks and unit tests see the browser's.
export * from './files.h5'
