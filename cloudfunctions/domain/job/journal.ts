/** The books of an area as a file for hledger. It names nobody: accounts are opaque ids. */
import { businessDate } from '../../kernel/time'
import { type AreaNode, areaTree, findArea } from '../area'
import { daysIn, journalHead, journalWriter } from '../ledger'
import { Impossible } from './import'
import type { Lease } from './lease'
import type { Outcome, Tools } from './tools'

/** Entries that one file holds: some 30 MB, which a function can keep in memory. */
const mostEntries = 100_000

/** Entries after which the job is kept for another while, and says how far it is. */
const savedEvery = 1000

const keepsBooks = ({ level }: AreaNode) => level !== 'group' && level !== 'grid'

/** Reads village by village, writes one file. A repeat overwrites it. @throws Impossible when it is too much for one file */
export async function exportJournal({ db, platform, clock }: Tools, lease: Lease): Promise<Outcome> {
  const { areaId, _id } = lease.job
  const now = clock()
  const [area, tree] = await Promise.all([findArea(db, areaId, now), areaTree(db, now)])
  if (!area || !keepsBooks(area)) throw new Impossible('请选择村或以上的区划。')
  // ended villages keep their books; towns and the county have those of people of no village
  const villages = tree.all().filter((node) => keepsBooks(node) && node.areas.includes(areaId))
  const today = businessDate(now)
  const { write } = journalWriter()
  const parts = [journalHead(`${area.name} ${today}`)]
  let entries = 0
  for (const { _id: village } of villages) {
    for await (const day of daysIn(db, village)) {
      entries += day.length
      if (entries > mostEntries) throw new Impossible(`超过 ${mostEntries} 笔，一次导不完，请按乡镇或村导出。`)
      parts.push(write(day))
      if (entries - lease.job.done >= savedEvery) await lease.save({ total: entries, done: entries })
    }
  }
  const resultFileId = await platform.upload(`exports/${_id}.journal`, Buffer.from(parts.join('')))
  const change = {
    total: entries,
    done: entries,
    applied: entries,
    resultFileId,
    resultName: `${area.name}-积分账-${today}.journal`,
  }
  return { finished: true, change }
}
