/** Ids: deterministic ones from hashes, and random ones from a source that is passed in. */
import { createHash } from 'node:crypto'

export interface Ids {
  /** URL-safe random text, 22 characters (132 bits) unless told. */
  random(length?: number): string
  /** SHA-256 over the parts, 32 hex characters. Parts can't run into each other. */
  hash(...parts: string[]): string
  /** Four letters or digits for the number people read aloud: without 0, O, 1, I and L. */
  caseNumberSuffix(): string
  /** Random decimal digits, each equally likely. */
  digits(length: number): string
}

const suffixAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** SHA-256 over the parts, 32 hex characters; each part is preceded by its length. */
export function hash(...parts: string[]): string {
  const digest = createHash('sha256')
  for (const part of parts) digest.update(`${Buffer.byteLength(part)}:`).update(part)
  return digest.digest('hex').slice(0, 32)
}

/** @param randomBytes source of randomness, `crypto.randomBytes` in the cloud */
export function makeIds(randomBytes: (size: number) => Uint8Array): Ids {
  const text = (alphabet: string, length: number): string => {
    // the bytes above the last whole round would favour the first letters
    const rounds = 256 - (256 % alphabet.length)
    let drawn = ''
    while (drawn.length < length)
      for (const byte of randomBytes(length - drawn.length))
        if (byte < rounds) drawn += alphabet.charAt(byte % alphabet.length)
    return drawn
  }
  return {
    random: (length = 22) =>
      Buffer.from(randomBytes(Math.ceil((length * 3) / 4)))
        .toString('base64url')
        .slice(0, length),
    hash,
    caseNumberSuffix: () => text(suffixAlphabet, 4),
    digits: (length) => text('0123456789', length),
  }
}
