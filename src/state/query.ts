import { useEffect, useRef } from 'react'
import useSWR, { mutate } from 'swr'
import useSWRInfinite from 'swr/infinite'
import { type ActionName, call, type InputOf, type OutputOf } from '@/platform/call'
import { cloudTime } from '@/platform/clock'
import { asCallError, type CallError } from '@/platform/error'
import { login } from '@/platform/login'
import { storage } from '@/platform/storage'
import { createLastKnown } from './last-known'
import { online, useOnline } from './online'

/** The answers kept for reading without network. */
export const lastKnown = createLastKnown(storage)

const settings = {
  revalidateOnFocus: false,
  revalidateOnReconnect: false,
  shouldRetryOnError: false,
  dedupingInterval: 1000,
}

const keyOf = (action: string, input: unknown) => `${login.owner()}|${action}|${JSON.stringify(input)}`

async function ask<Name extends ActionName>(action: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
  try {
    const data = await call(action, input)
    lastKnown.put(keyOf(action, input), data, cloudTime())
    return data
  } catch (thrown) {
    throw asCallError(thrown)
  }
}

/** What a read gives a page. */
export interface Query<Data> {
  /** The answer, or the last known one; absent while loading for the first time and after a failure without a copy. */
  data?: Data
  /** Why the newest attempt failed. With `data`, the page shows the data and a line that it is old. */
  error?: CallError
  /** True while there is nothing to show yet. */
  loading: boolean
  /** Set when `data` is a kept copy that could not be renewed: when it was received, ms since 1970. */
  staleSince?: number
  reload(): Promise<void>
}

/**
 * Reads one action: `useQuery('case.get', {caseId})`. The last answer is shown at once and renewed behind it; it is renewed
 * again when the network returns. `input` undefined = do not ask yet.
 */
export function useQuery<Name extends ActionName>(
  action: Name,
  input: InputOf<Name> | undefined,
  options: { refreshSeconds?: number } = {},
): Query<OutputOf<Name>> {
  const key = input === undefined ? null : keyOf(action, input)
  const known = key === null ? undefined : lastKnown.get<OutputOf<Name>>(key)
  const answer = useSWR<OutputOf<Name>, CallError>(key, () => ask(action, input as InputOf<Name>), {
    ...settings,
    fallbackData: known?.data,
    refreshInterval: (options.refreshSeconds ?? 0) * 1000,
  })
  useRenewal(() => answer.mutate(), key !== null && answer.error !== undefined)
  return {
    data: answer.data,
    error: answer.error,
    loading: key !== null && answer.data === undefined && answer.error === undefined,
    staleSince: answer.error && answer.data !== undefined ? known?.at : undefined,
    reload: async () => {
      await answer.mutate()
    },
  }
}

/** Actions whose answer is one page of a list. */
export type ListAction = {
  [Name in ActionName]: OutputOf<Name> extends { rows: unknown[]; next?: string } ? Name : never
}[ActionName]

/** Lists that pages show, by the key of their first page: SWR's own filter passes over paged keys. */
const shownLists = new Set<{ key: string; renew(): void }>()

type RowOf<Name extends ListAction> = OutputOf<Name>['rows'][number]

/** What a paged read gives a list. `First` is its whole first page, for what stands beside the rows. */
export interface ListQuery<Row, First = unknown> extends Omit<Query<Row[]>, 'data'> {
  rows?: Row[]
  first?: First
  /** Whether there is another page. */
  more: boolean
  loadingMore: boolean
  loadMore(): void
}

/** The input without the cursor, which the list keeps itself; of a union each member. */
type Asked<Input> = Input extends unknown ? Omit<Input, 'cursor'> : never

const nextOf = (page: object | null | undefined) => (page as { next?: string } | null | undefined)?.next

/** Reads a list page by page by the cursor of the answer before: `useList('case.list', {view: 'mine'})`. */
export function useList<Name extends ListAction>(
  action: Name,
  input: Asked<InputOf<Name>> | undefined,
): ListQuery<RowOf<Name>, OutputOf<Name>> {
  const first = input === undefined ? undefined : (input as InputOf<Name>)
  const known = first === undefined ? undefined : lastKnown.get<OutputOf<Name>>(keyOf(action, first))
  const pages = useSWRInfinite<OutputOf<Name>, CallError>(
    (at, before) => {
      if (first === undefined || (at > 0 && !nextOf(before))) return null
      return keyOf(action, at === 0 ? first : { ...(first as object), cursor: nextOf(before) })
    },
    (key: string) => ask(action, JSON.parse(key.slice(key.indexOf('|', key.indexOf('|') + 1) + 1))),
    // shown again (another view of the page, back from a form) it shows what it had and asks anew
    { ...settings, revalidateFirstPage: false, revalidateOnMount: true, fallbackData: known && [known.data] },
  )
  useRenewal(() => pages.mutate(), first !== undefined && pages.error !== undefined)
  const again = useRef(pages.mutate)
  again.current = pages.mutate
  const listKey = first === undefined ? undefined : keyOf(action, first)
  useEffect(() => {
    if (listKey === undefined) return
    const shown = { key: listKey, renew: () => void again.current() }
    shownLists.add(shown)
    return () => void shownLists.delete(shown)
  }, [listKey])
  const rows = pages.data?.flatMap((page) => page.rows as RowOf<Name>[])
  return {
    rows,
    first: pages.data?.[0],
    error: pages.error,
    loading: first !== undefined && rows === undefined && pages.error === undefined,
    staleSince: pages.error && rows ? known?.at : undefined,
    more: Boolean(nextOf(pages.data?.[pages.data.length - 1])),
    loadingMore: pages.isValidating && (pages.data?.length ?? 0) < pages.size,
    loadMore: () => void pages.setSize((size) => size + 1),
    reload: async () => {
      await pages.mutate()
    },
  }
}

/** After a change: every read whose action starts with one of these (`case.`) is asked again by the pages that show it. */
export function renew(...prefixes: string[]): void {
  const prefix = `${login.owner()}|`
  const concerned = (key: unknown): boolean =>
    typeof key === 'string' &&
    key.startsWith(prefix) &&
    prefixes.some((start) => key.slice(prefix.length).startsWith(start))
  void mutate(concerned)
  for (const list of [...shownLists]) if (concerned(list.key)) list.renew()
}

/** Asks again once the network is back, if the last attempt failed. */
function useRenewal(again: () => unknown, failed: boolean) {
  const connected = useOnline()
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the return of the network is the occasion
  useEffect(() => {
    if (connected && failed && online.get()) void again()
  }, [connected])
}
