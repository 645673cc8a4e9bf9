/** A village's rule table as it is stored: one document a version, written once and never changed. */
import type { Rule, VillagePolicy } from '#types/rule'

export interface RuleTable {
  village: string
  /** 0 is what ships (presets/rules.ts) and isn't stored; 1, 2 … were decided by the village. */
  version: number
  items: readonly Rule[]
  policy: VillagePolicy
  /** Business dates. In force from `validFrom` until a later version is. */
  publishedFrom: string
  validFrom: string
  meeting?: { on: string; words: string }
}

export interface RuleTableRecord extends RuleTable {
  /** `village:version`: two proposals at once collide here. */
  _id: string
  areas: string[]
  meeting: { on: string; words: string }
  proposedBy: string
  /** The proposing call, so that its repeat gets the same answer. */
  request: { requestId: string; personId: string; inputHash: string; at: Date }
  at: Date
  demo?: boolean
}

export const ruleTableId = (village: string, version: number): string => `${village}:${version}`
