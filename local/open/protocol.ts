import protobuf from 'protobufjs'

const { root } = protobuf.parse(`
  syntax = "proto3";
  message KeyValuePair { string key = 1; bytes value = 2; string contenttype = 3; string filename = 4; }
  message OpenApiData { repeated KeyValuePair pairs = 1; }
  message SvrkitApiData { string apiName = 1; bytes reqData = 2; }
  message CommApiData { int32 apiType = 1; OpenApiData openapiData = 2; SvrkitApiData svrkitData = 4; string appid = 6; }
  message CommOpenApiResp { bytes respData = 1; string contentType = 2; int32 errorCode = 3; uint32 httpCode = 4; int32 svrkitErrorCode = 6; }
  message ApiGetOpenDataByCloudIdReq { repeated string cloudidList = 2; string appid = 3; }
  message ApiGetOpenDataByCloudIdResp { repeated OpDataItem dataList = 1; }
  message OpDataItem { string cloudId = 1; string json = 2; }
`)

const [request, response, openDataRequest, openDataResponse] = [
  'CommApiData',
  'CommOpenApiResp',
  'ApiGetOpenDataByCloudIdReq',
  'ApiGetOpenDataByCloudIdResp',
].map((name) => root.lookupType(name))

/** Arguments of an open-API call by their snake_case names; media as bytes. */
export type Arguments = Record<string, unknown>

/** What a call answers: WeChat's JSON, or bytes of another type, or a system error such as -604101. */
export type Answer = { json: object } | { contentType: string; bytes: Buffer } | { errorCode: number }

/** Reads CommApiData: one pair an argument, JSON text, or raw bytes where there is a file name. */
export function decodeArguments(bytes: Buffer): Arguments {
  const { openapiData } = request!.decode(bytes) as unknown as {
    openapiData?: { pairs: { key: string; value: Uint8Array; filename: string }[] }
  }
  return Object.fromEntries(
    (openapiData?.pairs ?? []).map(({ key, value, filename }) => [
      key,
      filename ? Buffer.from(value) : JSON.parse(Buffer.from(value).toString()),
    ]),
  )
}

/** Reads the CloudIDs of a getOpenData call. */
export function decodeCloudIds(bytes: Buffer): string[] {
  const { svrkitData } = request!.decode(bytes) as unknown as { svrkitData: { reqData: Uint8Array } }
  return (openDataRequest!.decode(svrkitData.reqData) as unknown as { cloudidList: string[] }).cloudidList
}

/** Writes getOpenData's items as the bytes of an answer. */
export function openDataAnswer(items: { cloudId: string; json: string }[]): Answer {
  return { contentType: '', bytes: Buffer.from(openDataResponse!.encode({ dataList: items }).finish()) }
}

/** Writes CommOpenApiResp, zeros included, as WeChat does. */
export function encodeAnswer(answer: Answer): Buffer {
  const body =
    'json' in answer
      ? {
          respData: Buffer.from(JSON.stringify(answer.json)),
          contentType: 'application/json; encoding=utf-8',
          errorCode: 0,
        }
      : 'bytes' in answer
        ? { respData: answer.bytes, contentType: answer.contentType, errorCode: 0 }
        : { respData: Buffer.alloc(0), contentType: 'application/json', errorCode: answer.errorCode }
  return Buffer.from(response!.encode({ ...body, httpCode: 200, svrkitErrorCode: 0 }).finish())
}
