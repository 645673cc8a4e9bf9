/** Schemas that several nouns share: ids, words, places, files, pages. Only the cloud loads valibot; screens import types. */
import * as v from 'valibot'
import type { ErrorBody } from './errors'
import { mostReason } from './labels'

/** Opaque id of a document: letters, digits, `_`, `-`, `:`; never used as a path or a pattern. */
export const Id = v.pipe(v.string(), v.regex(/^[\w:-]{1,80}$/, '编号格式不对'))

/** Area code: the 12-digit statistical code down to the village (shorter above it) and four more digits a level below. */
export const AreaId = v.pipe(v.string(), v.regex(/^\d{2,24}$/, '区划代码格式不对'))

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being removed
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g

/** Words somebody typed: trimmed, control and direction characters removed, line ends made `\n`; `least`–`most` characters. */
export const Words = (most = 2000, least = 1) =>
  v.pipe(
    v.string('请填写文字'),
    v.maxLength(most * 4, `文字太长，最多 ${most} 个字`),
    v.transform((text) => text.replace(/\r\n?/g, '\n').replace(controls, '').trim()),
    v.minLength(least, '请填写文字'),
    v.maxLength(most, `文字太长，最多 ${most} 个字`),
  )

/** Why somebody did it, told to whoever it concerns. */
export const Reason = Words(mostReason, 2)

/** A person's name as written on the roster. */
export const Name = v.pipe(Words(30), v.regex(/^[\p{L}·.\s]+$/u, '姓名只能是文字'))

/** Mainland mobile or landline number, digits only. */
export const Phone = v.pipe(v.string(), v.regex(/^(1[3-9]\d{9}|0\d{9,11})$/, '电话号码格式不对'))

/** A business date in Asia/Shanghai, `YYYY-MM-DD`. */
export const BusinessDate = v.pipe(v.string(), v.isoDate('日期格式应为 2026-01-31'))

/** GCJ-02 degrees, as WeChat gives them. */
export const Location = v.strictObject({
  longitude: v.pipe(v.number(), v.minValue(73), v.maxValue(136)),
  latitude: v.pipe(v.number(), v.minValue(3), v.maxValue(54)),
})
export type Location = v.InferOutput<typeof Location>

/** Id of an uploaded file in our own environment. */
export const FileId = v.pipe(v.string(), v.regex(/^cloud:\/\/[\w.-]+\/[\w./-]{1,200}$/, '文件编号格式不对'))

/** Version of a document that the screen showed; the write is refused with CONFLICT when it has moved on. */
export const Version = v.pipe(v.number(), v.integer(), v.minValue(0))

/** Where the next page starts: opaque text from the previous answer. */
export const Cursor = v.optional(v.pipe(v.string(), v.maxLength(400)))

/** One page of a list. `next` is absent on the last page. Rows are 50 at most. */
export interface Page<Row> {
  rows: Row[]
  next?: string
}

/** An action as the door lists it (api.ts). */
export interface Signature<Input, Output> {
  input: Input
  output: Output
}

/** An instant in the answers: ISO 8601 in UTC. */
export type Instant = string

/** Every call: what to do, with what, under which client-made id (UUIDv7), from which client. */
export const Envelope = v.strictObject({
  action: v.pipe(v.string(), v.maxLength(60)),
  data: v.optional(v.unknown(), {}),
  requestId: v.pipe(v.string(), v.uuid()),
  client: v.strictObject({
    version: v.pipe(v.string(), v.regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/)),
    platform: v.picklist(['weapp', 'h5', 'test']),
  }),
})
export type Envelope = v.InferOutput<typeof Envelope>

/**
 * What every call is answered. `at` is the cloud's clock, in ms since 1970: an old phone's own may be hours or years off. It is
 * absent where the call didn't come as far as our function.
 */
export type Answer = ({ ok: true; data: unknown } | { ok: false; error: ErrorBody }) & { at?: number }
