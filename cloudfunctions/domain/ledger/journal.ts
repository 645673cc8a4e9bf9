/**
 * The books as a journal for hledger (https://hledger.org/hledger.html#journal), so that anybody can check them with another
 * program. Told from the owners' side: what they have is an asset, what is issued an income, what is spent or ended an
 * expense. Pure. No names: accounts are opaque ids.
 */
import { entrySentence, units } from '#types/units'
import type { EntryRecord, Posting } from './record'

const roots: readonly [prefix: string, journal: string][] = [
  ['issued:', 'income:issued:'],
  ['expired:', 'expenses:expired:'],
  ['hold:', 'assets:held:'],
  ['taken:', 'expenses:taken:'],
]

/** An account's name in the journal. */
export function journalAccount(account: string): string {
  const [prefix, root] = roots.find(([start]) => account.startsWith(start)) ?? ['', 'assets:']
  return root + account.slice(prefix.length)
}

/** What the journal begins with: its two units, which have no decimals, and what kind of account each is. */
export const journalHead = (title: string): string =>
  [
    `; ${oneLine(title)}`,
    ...Object.keys(units).map((unit) => `commodity 1000. ${unit}`),
    ...['account assets  ; type: A', 'account income  ; type: R', 'account expenses  ; type: X'],
    '',
    '',
  ].join('\n')

/** hledger ends a description at a line's end or a comment, and splits it at a bar. */
const oneLine = (text: string): string => text.replace(/[\s;|]+/g, ' ').trim()

/** What an entry says. A reason somebody typed may name somebody: it stays out. */
const descriptionOf = ({ kind, words }: EntryRecord): string =>
  oneLine(kind === 'reversal' ? `更正“${words.what ?? ''}”` : entrySentence(kind, words))

/** Writes entries, given day by day; a balance is asserted wherever an account's entries come without a gap. */
export function journalWriter(): { write(day: readonly EntryRecord[]): string } {
  const written = new Map<string, number>()

  const lineOf = (unit: string, { account, amount, after, version }: Posting): string => {
    const line = `    ${journalAccount(account)}  ${amount} ${unit}`
    if (version === undefined) return line
    const last = written.get(account) ?? 0
    written.set(account, Math.max(last, version))
    // at midnight two entries can be dated the other way round: what an account held between them can't be said
    return version === last + 1 ? `${line} = ${after} ${unit}` : line
  }

  const versionOf = ({ postings }: EntryRecord) => postings.find(({ version }) => version !== undefined)?.version ?? 0
  const inOrder = (a: EntryRecord, b: EntryRecord) => {
    const [one = '', other = ''] = [a.accountIds[0], b.accountIds[0]]
    if (one !== other) return one < other ? -1 : 1
    return versionOf(a) - versionOf(b) || (a._id < b._id ? -1 : 1)
  }

  return {
    write: (day) =>
      [...day]
        .sort(inOrder)
        .map((entry) => {
          const head = `${entry.date} * (${entry._id}) ${descriptionOf(entry)}`
          return `${[head, ...entry.postings.map((posting) => lineOf(entry.unit, posting))].join('\n')}\n\n`
        })
        .join(''),
  }
}
