import { onNetwork } from '@/platform/network'
import { createStore, useStore } from './store'

/** Whether the phone says that it has a network; starts hopeful. `startOnline` keeps it true to life. */
export const online = createStore(true)

/** Called once, when the app starts. */
export const startOnline = () => onNetwork(online.set)

export const useOnline = () => useStore(online)
