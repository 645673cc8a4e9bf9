// Taro takes ./speech.weapp or ./speech.h5 by its build target; type checks and unit tests see the browser's.
export * from './speech.h5'
