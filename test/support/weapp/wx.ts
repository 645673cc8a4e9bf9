/** The part of `wx` that the app uses, as a stand-in. What is not here is missing, as a misspelt name would be. */
import { webcrypto } from 'node:crypto'

type Options = Record<string, unknown> & {
  success?(answer: object): void
  fail?(reason: object): void
  complete?(answer: object): void
}

/** Answers in WeChat's way: `success` and `complete`, or a promise when neither is given. */
const answered =
  (give: (options: Options) => object) =>
  (options: Options = {}) => {
    const answer = give(options)
    options.success?.(answer)
    options.complete?.(answer)
    return Promise.resolve(answer)
  }

/** A canvas that takes whatever is drawn. */
function createCanvas() {
  const pen = { scale() {}, fillRect() {}, strokeRect() {}, fillText() {} }
  return { width: 0, height: 0, getContext: () => pen }
}

/** Finds one canvas under whatever name. */
function createQuery() {
  const query = {
    select: () => query,
    fields: () => query,
    exec: (hear: (found: object[]) => void) => setTimeout(() => hear([{ node: createCanvas() }]), 0),
  }
  return query
}

/** What a test can say about the phone. */
export interface Phone {
  /** The cloud: gets `{name, data}` of every `callFunction`; what it returns is the function's result. A throw = no network. */
  callFunction(call: { name: string; data: unknown }): Promise<unknown>
  /** What is kept on the phone; hand the same map to a second app to test a restart. */
  storage?: Map<string, unknown>
  /** More of `wx`, or other answers. */
  wx?: Record<string, unknown>
}

/** A `wx` for one app. `went` hears of navigation. */
export function createWx(phone: Phone, went: (kind: string, options: Options) => void) {
  const storage = phone.storage ?? new Map<string, unknown>()
  const network = new Set<(state: { isConnected: boolean; networkType: string }) => void>()
  let connected = true
  const go =
    (kind: string) =>
    (options: Options = {}) => {
      went(kind, options)
      return Promise.resolve({ errMsg: `${kind}:ok` })
    }
  const wx: Record<string, unknown> = {
    canIUse: () => true,
    nextTick: (run: () => void) => setTimeout(run, 0),
    getLaunchOptionsSync: () => ({ path: '', query: {}, scene: 1001 }),
    getEnterOptionsSync: () => ({ path: '', query: {}, scene: 1001 }),
    getAppBaseInfo: () => ({ SDKVersion: '3.5.0', theme: 'light', language: 'zh_CN' }),
    getWindowInfo: () => ({ pixelRatio: 2, windowWidth: 375, windowHeight: 667, screenWidth: 375, screenHeight: 667 }),
    getDeviceInfo: () => ({ platform: 'android' }),
    getSystemInfoSync: () => ({ platform: 'android', SDKVersion: '3.5.0', windowWidth: 375 }),
    getSystemSetting: () => ({ locationEnabled: true }),
    getMenuButtonBoundingClientRect: () => ({ top: 26, height: 32, width: 87, left: 278, right: 365, bottom: 58 }),
    getStorageSync: (key: string) => storage.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => void storage.set(key, value),
    removeStorageSync: (key: string) => void storage.delete(key),
    getNetworkType: answered(() => ({ networkType: connected ? 'wifi' : 'none' })),
    onNetworkStatusChange: (hear: never) => network.add(hear),
    offNetworkStatusChange: (hear: never) => network.delete(hear),
    onWindowResize: () => undefined,
    offWindowResize: () => undefined,
    getRandomValues: answered(({ length }) => ({
      randomValues: webcrypto.getRandomValues(new Uint8Array(Number(length))).buffer,
    })),
    navigateTo: go('navigateTo'),
    redirectTo: go('redirectTo'),
    reLaunch: go('reLaunch'),
    switchTab: go('switchTab'),
    navigateBack: go('navigateBack'),
    setNavigationBarTitle: answered(() => ({})),
    stopPullDownRefresh: answered(() => ({})),
    pageScrollTo: answered(() => ({})),
    showToast: answered(() => ({})),
    hideToast: answered(() => ({})),
    showLoading: answered(() => ({})),
    hideLoading: answered(() => ({})),
    showModal: answered(() => ({ confirm: true, cancel: false })),
    makePhoneCall: answered(() => ({})),
    previewImage: answered(() => ({})),
    chooseImage: answered(() => {
      const path = 'wxfile://temporary/1.jpg'
      return { tempFilePaths: [path], tempFiles: [{ path, size: 200_000 }] }
    }),
    chooseLocation: answered(() => ({ name: '水井', address: '青山村', latitude: 28.2, longitude: 112.9 })),
    getLocation: answered(() => ({ latitude: 28.2, longitude: 112.9 })),
    setKeepScreenOn: answered(() => ({})),
    createSelectorQuery: () => createQuery(),
    canvasToTempFilePath: answered(() => ({ tempFilePath: 'wxfile://temporary/drawn.png' })),
    saveImageToPhotosAlbum: answered(() => ({})),
    scanCode: answered(() => ({ result: 'code' })),
    requestSubscribeMessage: answered(() => ({})),
    onNeedPrivacyAuthorization: () => undefined,
    openPrivacyContract: answered(() => ({})),
    getFileSystemManager: () => ({
      saveFile: answered(({ tempFilePath }) => ({ savedFilePath: String(tempFilePath).replace('temporary', 'saved') })),
      removeSavedFile: answered(() => ({})),
    }),
    cloud: {
      init: () => undefined,
      async callFunction(call: { name: string; data: unknown }) {
        // Across the wire everything is JSON.
        const result = await phone.callFunction(JSON.parse(JSON.stringify(call)))
        return { result: JSON.parse(JSON.stringify(result ?? null)), errMsg: 'cloud.callFunction:ok' }
      },
      uploadFile(options: Options) {
        answered(() => ({ fileID: `cloud://local-env.bucket/${options.cloudPath}` }))(options)
        return { abort: () => undefined, onProgressUpdate: () => undefined }
      },
    },
    ...phone.wx,
  }
  return {
    wx,
    /** Takes the network away or gives it back. */
    setConnected(on: boolean) {
      connected = on
      for (const hear of [...network]) hear({ isConnected: on, networkType: on ? 'wifi' : 'none' })
    },
  }
}
