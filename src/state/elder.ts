import { storage } from '@/platform/storage'
import { createStore, useStore } from './store'

const KEY = 'elder'
const elder = createStore(storage.get<boolean>(KEY) ?? false)

/** 长辈模式: whether it is on, and a switch that is remembered. `<Page>` applies it; a page asks only to reduce what it shows. */
export function useElderMode(): { elder: boolean; setElder(on: boolean): void } {
  return {
    elder: useStore(elder),
    setElder(on) {
      elder.set(on)
      storage.set(KEY, on)
    },
  }
}
