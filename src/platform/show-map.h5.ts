import type { ShowMap } from './contract'

/** The browser twin has no map service. */
export const showOnMap: ShowMap['showOnMap'] = undefined
