// Taro takes ./voice.weapp or ./voice.h5 by its build target; type checks and unit tests see the browser's.
export * from './voice.h5'
