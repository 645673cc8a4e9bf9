/** What the platform layer offers. Each `<name>.weapp.ts` and `<name>.h5.ts` answers the same interface declared here. */
import type { Answer, Envelope } from '#types/common'

/** Carries an envelope to the cloud. Throws a `CallError` with code NETWORK when there is no answer. */
export type Send = (envelope: Envelope) => Promise<Answer>

/** A persona of the local cloud (browser twin only). */
export interface Persona {
  id: string
  name: string
  /** Who this is: 青山村 · 网格员. */
  title: string
  /** What they do in the demo. */
  note?: string
}

export interface Login {
  /** Under whose key drafts, outbox and last-known copies lie. One person a phone in WeChat; the persona's id in the browser. */
  owner(): string
  /** Whether this platform can call now: always in WeChat; in the browser after `enter`. */
  signedIn(): boolean
  /** Whom one may enter as. Empty in WeChat, where the platform knows the person. */
  personas(): Promise<Persona[]>
  /** Enters as a persona. Does nothing in WeChat. */
  enter(personaId: string): Promise<void>
  /** Leaves the persona, so that another may enter. Does nothing in WeChat. */
  leave(): void
}

/** Progress of an upload, 0–1. */
export type Progress = (part: number) => void

export interface Upload {
  /**
   * Uploads one kept file and gives its file id. `started` is handed a function that stops it; then it throws a `CallError`
   * with code CANCELLED. (WeChat has no AbortController.) `ending` of the stored file, without a dot, where the kept copy
   * doesn't tell it.
   */
  upload(
    localFile: string,
    options?: { progress?: Progress; started?(stop: () => void): void; ending?: string },
  ): Promise<string>
}

/** Copies of photos and recordings that outlive a restart, until they are uploaded. */
export interface Files {
  /** Keeps a chosen file; gives the name under which it is kept. */
  keep(temporary: string): Promise<string>
  /** An address that an Image or audio player can show. */
  address(localFile: string): Promise<string>
  /** Forgets a kept file. Forgetting twice is fine. */
  forget(localFile: string): Promise<void>
}

/** A chosen picture before it is kept. */
export interface Photos {
  /**
   * Lets the person take or choose up to `most` photos. Empty when they changed their mind. Throws a `CallError` with code
   * FILE_REFUSED when one is larger than a photo may be.
   */
  choosePhotos(most: number): Promise<string[]>
  /** Shows photos full size. */
  showPhotos(addresses: string[], first: string): void
}

/** A place: GCJ-02 degrees and words for it. */
export interface Place {
  longitude: number
  latitude: number
  address: string
}

export interface Places {
  /** Lets the person point at a place. `undefined` when they changed their mind. */
  choosePlace(around?: Place): Promise<Place | undefined>
  /** Where the phone is. Throws a `CallError` with code REFUSED when the person does not allow it. */
  whereAmI(): Promise<{ longitude: number; latitude: number }>
}

export interface Scan {
  /** Reads a code: by the camera in WeChat, typed in the browser. `undefined` when they changed their mind. */
  scan(): Promise<string | undefined>
}

/** A recording that has been stopped. */
export interface Recording {
  temporary: string
  /** Length in whole seconds, at least 1. */
  seconds: number
}

export interface Voice {
  /** Whether this device can record. When not, the voice control is not shown. */
  canRecord(): boolean
  /** Starts; gives a function that stops and hands over the recording. Stops by itself after `mostSeconds`. */
  record(mostSeconds: number): Promise<{ stop(): Promise<Recording>; done: Promise<Recording> }>
  /** Plays an address to the end; gives a function that stops it. */
  play(address: string, ended: () => void): () => void
}

export interface Speech {
  /** Whether this device can read aloud. When not, the control is not shown. */
  canSpeak(): boolean
  /** Reads aloud; what was being read is cut off. */
  speak(text: string): void
  hush(): void
}

/** What the person answered to a message subscription, by template id. `h5` = the browser has no such messages; kept as said. */
export type Subscribed = Record<string, 'accept' | 'reject' | 'ban' | 'h5'>

export interface Subscribe {
  /** Asks for one message each of the templates. Must run directly in a tap. Never throws. */
  subscribe(templates: string[]): Promise<Subscribed>
}

export interface Phone {
  /** What a phone button does: 'getPhoneNumber' opens WeChat's own sheet; without one the code is at hand. */
  phoneButton: { openType?: 'getPhoneNumber' }
  /** The code that the cloud exchanges for the number: from the button's event in WeChat, from the login in the browser. */
  phoneCode(event: { detail: { code?: string } }): string | undefined
}

export interface Privacy {
  /** Hears when WeChat wants the privacy agreement; `agree` and `refuse` answer it. Does nothing in the browser. */
  onPrivacyAsked(ask: (agree: (buttonId: string) => void, refuse: () => void) => void): void
  /** What the agreeing button must open. */
  agreeButton: { openType?: 'agreePrivacyAuthorization' }
  /** Opens the privacy contract. */
  showContract(): void
}

export interface Randomness {
  /** 16 random bytes of the platform's own generator. */
  randomBytes(): Promise<Uint8Array>
}

/** Gives what is on the screen out of the app, as far as the platform can. */
export interface HandOver {
  /** Prints the page (browser), or copies `text` (WeChat). */
  printRecord(text: string): Promise<'printed' | 'copied'>
  /** Saves `text` as a file of that name (browser), or copies it (WeChat). */
  saveText(name: string, text: string): Promise<'saved' | 'copied'>
}

/** A chosen document before it is kept. */
export interface ChosenDocument {
  temporary: string
  /** As its owner named it: 名册.xlsx. */
  name: string
}

export interface Documents {
  /** Lets the person choose a document with one of the endings (`xlsx`). `undefined` when they changed their mind. */
  chooseDocument(endings: readonly string[]): Promise<ChosenDocument | undefined>
  /**
   * Opens what a link gives (WeChat; what it can't show is passed on to a chat), or saves it under the name (browser).
   * Throws a `CallError` with code NETWORK.
   */
  openDocument(link: { url: string; fileName: string }): Promise<void>
}

export interface ShowMap {
  /** Opens a place in the platform's map, to be led there; absent where there is none. */
  showOnMap?: (place: Place) => void
}

/** One thing to draw, in the picture's own units from its top left corner. */
export type Shape =
  | { kind: 'box'; x: number; y: number; width: number; height: number; colour: string }
  | { kind: 'frame'; x: number; y: number; width: number; height: number; colour: string; line: number }
  | {
      kind: 'words'
      x: number
      /** Of the line the letters stand on. */
      y: number
      text: string
      size: number
      colour: string
      bold?: true
      align?: 'left' | 'center' | 'right'
      /** Squeezed rather than wider than this. */
      most: number
    }

/** A picture to be drawn, shape after shape. */
export interface Drawing {
  width: number
  height: number
  shapes: readonly Shape[]
}

export interface Pictures {
  /** Id of the Canvas that the page must hold for drawing (WeChat); absent where none is needed. */
  drawingBoard?: string
  /** Draws and gives an address that an Image can show. */
  draw(drawing: Drawing): Promise<string>
  /** Saves to the phone's album (WeChat) or as a file of that name (browser). Throws a `CallError` with code REFUSED. */
  savePicture(address: string, fileName: string): Promise<'album' | 'file'>
  /** Prints it; absent in WeChat, where it is printed from the album. */
  printPicture?: (address: string) => void
}

export interface Awake {
  /** Keeps the screen on, or lets it go dark again; does nothing where the device cannot. */
  keepAwake(on: boolean): void
}

export interface Link {
  /** What a QR code on paper says so that its reader finds a certificate: the page's address (browser), or words (WeChat). */
  certificateLink(number: string): string
}

export interface Network {
  /** Tells at once, and on every change, whether there is a network. Gives a function that stops listening. */
  onNetwork(hear: (online: boolean) => void): () => void
}
