import { randomUUID } from 'node:crypto'
import type { Invocation } from '../run/runner'
import { identity } from '../run/runner'
import { CloudError } from '../wire/envelope'
import type { WireHandler } from '../wire/server'
import { codeImage } from './code-image'
import { type Answer, type Arguments, decodeArguments, decodeCloudIds, encodeAnswer, openDataAnswer } from './protocol'

/** Something that would have gone out to WeChat, and didn't. */
export interface SentRecord {
  at: string
  apiName: string
  functionName: string
  /** Arguments with media replaced by their size. */
  args: Arguments
  answer: object
  /** Always so here: nothing of this leaves the machine. */
  note: '未真正发送'
}

/** What the stand-ins for WeChat's open API need from their cloud. */
export interface OpenOptions {
  now: () => Date
  /** A text or file that holds one is risky (违规) or goes to review (待审). */
  markers: { risky: string; review: string }
  /** Openids that refuse subscription messages; may change while the cloud runs. */
  refusesMessages: ReadonlySet<string>
  /** The phone number of a person, if the person has one. */
  phoneOf: (openid: string) => string | undefined
  /** The content of a file by a link of this cloud; undefined for any other link. */
  readLink: (url: string) => Promise<Buffer | undefined>
  /** Calls the function that takes WeChat's pushes. */
  push: (event: object) => Promise<unknown>
}

type StandIn = (args: Arguments, invocation: Invocation) => Answer

/** -604100: no such API; -604101: the function's config.json doesn't list it. */
const systemErrors = { unknown: -604100, notPermitted: -604101 }

const ok = (more: object): Answer => ({ json: { errcode: 0, errmsg: 'ok', ...more } })
const refused = (errcode: number, errmsg: string): Answer => ({ json: { errcode, errmsg } })

/** WeChat's open API, answered on this machine: what is "sent" is kept to be looked at. */
export function createStandIns(options: OpenOptions): { sent: SentRecord[]; handlers: Record<string, WireHandler> } {
  const sent: SentRecord[] = []

  /** The verdict on a content, in the words and labels of msgSecCheck: 100 normal, 20001 politics, the first of its risk labels. */
  const verdict = (content: string | Buffer) =>
    content.includes(options.markers.risky)
      ? { suggest: 'risky', label: 20001 }
      : content.includes(options.markers.review)
        ? { suggest: 'review', label: 20001 }
        : { suggest: 'pass', label: 100 }

  const phone = (code: string, invocation: Invocation): object | undefined => {
    const number = code.startsWith('local-phone')
      ? options.phoneOf(code.slice('local-phone:'.length) || (invocation.caller.openid ?? ''))
      : undefined
    const watermark = { timestamp: Math.floor(options.now().getTime() / 1000), appid: identity.appId }
    return number === undefined
      ? undefined
      : { phoneNumber: number, purePhoneNumber: number, countryCode: '86', watermark }
  }

  const standIns: Record<string, StandIn> = {
    'security.msgSecCheck': (args) => ok({ result: verdict(String(args.content)), detail: [], trace_id: randomUUID() }),
    'security.imgSecCheck': (args) =>
      verdict(args.media as Buffer).suggest === 'pass' ? ok({}) : refused(87014, 'risky content'),
    'security.mediaCheckAsync': (args, invocation) => {
      const traceId = randomUUID()
      const url = String(args.media_url)
      invocation.after.push(async () => {
        const result = verdict((await options.readLink(url)) ?? url)
        const head = { ToUserName: 'local', FromUserName: String(args.openid ?? ''), MsgType: 'event' }
        const event = { Event: 'wxa_media_check', CreateTime: Math.floor(options.now().getTime() / 1000) }
        return options.push({
          ...head,
          ...event,
          appid: identity.appId,
          trace_id: traceId,
          version: 2,
          result,
          errcode: 0,
        })
      })
      return ok({ trace_id: traceId })
    },
    'subscribeMessage.send': (args) =>
      options.refusesMessages.has(String(args.touser))
        ? refused(43101, 'user refuse to accept the msg')
        : ok({ msgid: randomUUID() }),
    'phonenumber.getPhoneNumber': (args, invocation) => {
      const info = phone(String(args.code), invocation)
      return info ? ok({ phone_info: info }) : refused(40029, 'invalid code')
    },
    'wxacode.getUnlimited': (args) => ({
      contentType: 'image/png',
      bytes: codeImage(`【本地演示码，微信不能识别】${args.page ?? ''}?scene=${args.scene}`),
    }),
    'updatableMessage.createActivityId': () =>
      ok({ activity_id: randomUUID(), expiration_time: Math.floor(options.now().getTime() / 1000) + 86_400 }),
  }

  const answerTo = (apiName: string, args: Arguments, invocation: Invocation): Answer => {
    const standIn = standIns[apiName]
    if (!standIn) return { errorCode: systemErrors.unknown }
    if (!invocation.target.openapi.has(apiName)) return { errorCode: systemErrors.notPermitted }
    return standIn(args, invocation)
  }

  const call = (apiName: string, args: Arguments, invocation: Invocation): Answer => {
    const answer = answerTo(apiName, args, invocation)
    const shown = (value: unknown) => (Buffer.isBuffer(value) ? `${value.length} bytes` : value)
    sent.push({
      at: options.now().toISOString(),
      apiName,
      functionName: invocation.target.name,
      args: Object.fromEntries(Object.entries(args).map(([key, value]) => [key, shown(value)])),
      answer: 'json' in answer ? answer.json : 'bytes' in answer ? { bytes: answer.bytes.length } : answer,
      note: '未真正发送',
    })
    if (sent.length > 1000) sent.shift()
    return answer
  }

  return {
    sent,
    handlers: {
      'wx.openApi': (body, invocation) => {
        const bytes = body.requestData as Buffer
        const apiName = String(body.apiName)
        if (apiName !== 'ApiGetOpenDataByCloudId')
          return encodeAnswer(call(apiName, decodeArguments(bytes), invocation))
        const items = decodeCloudIds(bytes).map((cloudId) => {
          const data = phone(cloudId, invocation)
          const found = data ? { cloudId, data } : { cloudId, errcode: -601004, errmsg: 'invalid cloudID' }
          return { cloudId, json: JSON.stringify({ cloudID: cloudId, ...found }) }
        })
        return encodeAnswer(openDataAnswer(items))
      },
      'wx.api': (body, invocation) => {
        const apiName = String(body.apiName)
        const answer = call(apiName, JSON.parse(String(body.requestData ?? '{}')), invocation)
        if (!('json' in answer))
          throw new CloudError('SYS_ERR', `本地云没有 ${apiName}，或函数的 config.json 没有列出它。`)
        return { data: { responseData: JSON.stringify(answer.json) } }
      },
    },
  }
}
