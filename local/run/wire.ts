import type { WireHandler } from '../wire/server'
import type { Invoker } from './runner'

/** functions.* of the wire: one function calls another, as the same person and with ",scf" in its SOURCE. */
export function functionHandlers(runner: Invoker): Record<string, WireHandler> {
  return {
    'functions.invokeFunction': async (body, invocation) => {
      const { openid, source } = invocation.caller
      const caller = { openid, source: `${source},scf`, parent: invocation }
      const result = await runner.invoke(String(body.function_name), String(body.request_data ?? '{}'), caller)
      return { data: { response_data: result } }
    },
  }
}
