import type { IncomingMessage, ServerResponse } from 'node:http'
import type { SentRecord } from '../open/stand-ins'
import type { CallRecord } from '../run/meter'
import type { Database } from '../wire/database'
import { readBody, sendBytes, sendJson } from '../wire/envelope'

/** What the console shows and moves. */
export interface ConsoleOptions {
  database: Database
  calls: CallRecord[]
  sent: SentRecord[]
  now: () => Date
  offsetMs: () => number
  setClock: (offsetMs: number) => void
}

const pageSize = 20

/** GET /console, /console/calls.json; POST /console/clock {offsetMs}. */
export function consoleRoutes(options: ConsoleOptions) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url!, 'http://local')
    if (url.pathname === '/console/calls.json') return sendJson(response, 200, options.calls)
    if (url.pathname === '/console/clock' && request.method === 'POST') {
      const offsetMs = offsetOf((await readBody(request, 1024)).toString())
      if (offsetMs === undefined)
        return sendJson(response, 400, {
          ok: false,
          error: { code: 'BAD_INPUT', message: 'offsetMs 应为毫秒整数。' },
        })
      options.setClock(offsetMs)
      return sendJson(response, 200, { ok: true, now: options.now().toISOString(), offsetMs })
    }
    const html = await page(options, url.searchParams)
    sendBytes(response, 200, 'text/html; charset=utf-8', Buffer.from(html))
  }
}

function offsetOf(text: string): number | undefined {
  try {
    const { offsetMs } = JSON.parse(text)
    return Number.isSafeInteger(offsetMs) ? offsetMs : undefined
  } catch {
    return undefined
  }
}

async function page(options: ConsoleOptions, query: URLSearchParams): Promise<string> {
  const collections = await options.database.collections()
  const chosen = query.get('collection')
  const skip = Math.max(0, Number(query.get('skip')) || 0)
  const documents = chosen ? await options.database.read(chosen, { limit: pageSize, skip }) : []
  const dead = collections.some(({ name }) => name === 'deadLetters')
    ? await options.database.read('deadLetters', { limit: pageSize, skip: 0 })
    : []
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>本地云控制台</title>
<style>body{font:14px/1.6 system-ui,sans-serif;margin:24px;color:#1f2329}table{border-collapse:collapse;margin:8px 0 24px}
td,th{border:1px solid #d0d3d6;padding:2px 8px;text-align:left;vertical-align:top}pre{margin:0;white-space:pre-wrap;max-width:960px}
.bad{color:#c00}.mark{background:#fff3cd;padding:0 4px}</style>
<h1>本地云控制台</h1><p>只用于演示、开发和测试。数据全在本机。</p>
<h2>时钟</h2><p>云端现在：${escapeHtml(local(options.now()))}（偏移 ${options.offsetMs()} 毫秒）
${[
  ['前进 1 小时', 3_600_000],
  ['前进 1 天', 86_400_000],
  ['前进 7 天', 604_800_000],
]
  .map(([text, step]) => clockButton(String(text), options.offsetMs() + Number(step)))
  .join(' ')}
${clockButton('回到真实时间', 0)}</p>
<h2>集合</h2>${table(
    ['集合', '文档数'],
    collections.map(({ name, count }) => [
      `<a href="?collection=${encodeURIComponent(name)}">${escapeHtml(name)}</a>`,
      String(count),
    ]),
  )}
${chosen ? `<h2>${escapeHtml(chosen)}</h2>${documents.map(documentView).join('')}<p><a href="?collection=${encodeURIComponent(chosen)}&skip=${skip + pageSize}">下一页</a></p>` : ''}
${dead.length > 0 ? `<h2 class="bad">没能完成的后续处理（deadLetters）</h2>${dead.map(documentView).join('')}` : ''}
<h2>最近的调用</h2>${table(
    ['时间', '函数', '动作', '来源', '耗时 ms', '往返', '串行', '操作', '读', '写', '结果'],
    options.calls.slice(-100).reverse().map(callRow),
  )}
<h2>对外消息与开放接口 <span class="mark">未真正发送</span></h2>${table(
    ['时间', '接口', '函数', '内容', '应答', ''],
    options.sent
      .slice(-100)
      .reverse()
      .map((record) => [
        escapeHtml(local(new Date(record.at))),
        escapeHtml(record.apiName),
        escapeHtml(record.functionName),
        documentView(record.args),
        documentView(record.answer),
        `<span class="mark">${record.note}</span>`,
      ]),
  )}</html>`
}

function callRow(call: CallRecord): string[] {
  const requests = call.requests.map(
    (request) => `${request.action} ${request.target} ${request.durationMs} ms ${request.code ?? ''}`,
  )
  const detail = [...requests, ...call.log].join('\n')
  const outcome = call.error ? `<span class="bad">${escapeHtml(call.error)}</span>` : call.coldStart ? '冷启动' : '完成'
  const cells = [local(new Date(call.startedAt)), call.functionName, call.label, call.source, call.durationMs]
  const counts = [call.roundTrips, call.sequence, call.operations, call.documentsRead, call.documentsWritten]
  return [
    ...[...cells, ...counts].map((cell) => escapeHtml(String(cell))),
    `<details><summary>${outcome}</summary><pre>${escapeHtml(detail)}</pre></details>`,
  ]
}

function table(heads: string[], rows: string[][]): string {
  const row = (cells: string[], tag: string) => `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`
  return `<table>${row(heads, 'th')}${rows.map((cells) => row(cells, 'td')).join('')}</table>`
}

function clockButton(text: string, offsetMs: number): string {
  const send = `fetch('/console/clock',{method:'POST',body:JSON.stringify({offsetMs:${offsetMs}})}).then(()=>location.reload())`
  return `<button onclick="${send}">${text}</button>`
}

function documentView(document: object): string {
  return `<pre>${escapeHtml(JSON.stringify(document, null, 1))}</pre>`
}

/** A moment as people in China read it. */
function local(at: Date): string {
  return at.toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false })
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
