import type { Network } from './contract'

/** Taro's own listener hears nothing in browsers without the network information API. */
export const { onNetwork }: Network = {
  onNetwork(hear) {
    const tell = () => hear(navigator.onLine)
    tell()
    window.addEventListener('online', tell)
    window.addEventListener('offline', tell)
    return () => {
      window.removeEventListener('online', tell)
      window.removeEventListener('offline', tell)
    }
  },
}
