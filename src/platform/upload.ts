// Taro takes ./upload.weapp or ./upload.h5 by its build target; type checks and unit tests see the browser's.
export * from './upload.h5'
