import { setTimeout as delay } from 'node:timers/promises'
import { type Caller, type Invoker, labelOf } from '../run/runner'
import { type Faults, Unanswered } from './faults'

/** Lets faults befall the calls that go to a runner, and hands each the fates of its requests. */
export function faulty(runner: Invoker, faults: Faults): Invoker {
  return {
    async invoke(functionName, event, caller) {
      const name = faults.nameOf(caller.name ?? defaultName(functionName, event, caller))
      const deliver = (which: string) =>
        runner.invoke(functionName, event, { ...caller, fates: faults.requestsOf(name + which) })
      // What befalls a call between two functions befalls the request that carries it.
      if (caller.parent) return deliver('')

      const { fault, lateMs } = faults.call(name)
      await delay(lateMs)
      if (fault === 'doubled') return firstAnswer(await Promise.allSettled([deliver(''), deliver(' twin')]))
      const result = await deliver('')
      if (fault === 'repeated') return deliver(' again')
      // The platform waits for no answer to its own timers and pushes.
      if (fault === 'unanswered' && caller.source === 'wx_client') throw new Unanswered(functionName)
      return result
    },
  }
}

function defaultName(functionName: string, event: string, { parent }: Caller): string {
  return [parent?.caller.fates?.name, functionName, labelOf(event)].filter(Boolean).join(' ')
}

/** The first that came through; when none did, why the first didn't. */
function firstAnswer(outcomes: PromiseSettledResult<string>[]): string | Promise<never> {
  const answered = outcomes.find((outcome) => outcome.status === 'fulfilled')
  return answered?.value ?? Promise.reject((outcomes[0] as PromiseRejectedResult).reason)
}
