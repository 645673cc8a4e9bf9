import type { Files } from './contract'
import { CallError } from './error'

const STORE = 'files'

const opened = () =>
  new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('sandan', 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

async function inStore<Result>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<Result>) {
  const database = await opened()
  try {
    return await new Promise<Result>((resolve, reject) => {
      const transaction = database.transaction(STORE, mode)
      const request = work(transaction.objectStore(STORE))
      transaction.oncomplete = () => resolve(request.result)
      transaction.onerror = () => reject(transaction.error)
      transaction.onabort = () => reject(transaction.error)
    })
  } finally {
    database.close()
  }
}

const shown = new Map<string, string>()

/** The kept bytes of a file. Throws a CallError with code FILE_LOST when they are gone. */
export async function kept(localFile: string): Promise<Blob> {
  const blob = (await inStore('readonly', (store) => store.get(localFile))) as Blob | undefined
  if (!blob) throw new CallError('FILE_LOST')
  return blob
}

export const files: Files = {
  async keep(temporary) {
    const blob = await (await fetch(temporary)).blob()
    const name = crypto.randomUUID?.() ?? `${Date.now()}-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`
    await inStore('readwrite', (store) => store.put(blob, name))
    shown.set(name, temporary)
    return name
  },
  async address(localFile) {
    const known = shown.get(localFile)
    if (known) return known
    const address = URL.createObjectURL(await kept(localFile))
    shown.set(localFile, address)
    return address
  },
  async forget(localFile) {
    const address = shown.get(localFile)
    if (address) URL.revokeObjectURL(address)
    shown.delete(localFile)
    await inStore('readwrite', (store) => store.delete(localFile))
  },
}
