/** 四级包保: who answers for a household at each level, with their numbers to call in one tap. Pure core and its shell. */
import type { AreaChainOutput, ChainLink } from '#types/area'
import { type Role, roles, type Session } from '#types/roles'
import type { Db } from '../../kernel/db'
import { postsCovering } from './covering'
import type { ActingPost } from './period'

/** The four levels from the top, with the roles that answer there in the order they are shown. */
const levels: readonly [level: ChainLink['level'], answering: readonly Role[]][] = [
  ['县级', ['countyLeader']],
  ['镇级', ['townLeader', 'townOfficer']],
  ['村级', ['villageSecretary']],
  ['网格', ['gridWorker', 'gridLeader']],
]

/** The village's directory beside the chain. */
const helping: readonly Role[] = ['police', 'legalAdviser', 'mediator']

const linkOf = (level: ChainLink['level'], post: ActingPost): ChainLink => ({
  personId: post.personId,
  level,
  role: post.deputyOf ? `${roles[post.role]}（代理）` : roles[post.role],
  name: post.personName,
  ...(post.personPhone ? { phone: post.personPhone } : {}),
})

/**
 * The chain from the posts that cover a household. Where posts of a role lie at several depths the deepest counts: a county
 * leader who answers for the town goes before one who answers for the county.
 * @param areas the household's chain, county first
 */
export function chainOf(posts: readonly ActingPost[], areas: readonly string[]): AreaChainOutput {
  const deepest = (role: Role) => {
    const held = posts.filter((post) => post.role === role)
    const depth = Math.max(...held.map((post) => areas.indexOf(post.areaId ?? '')))
    return held.filter((post) => areas.indexOf(post.areaId ?? '') === depth)
  }
  const links = levels.flatMap(([level, answering]) =>
    answering.flatMap((role) => deepest(role).map((post) => linkOf(level, post))),
  )
  return { links, helpers: helping.flatMap((role) => deepest(role).map((post) => linkOf('村级', post))) }
}

/** The caller's own chain; work numbers are shown, it is what they are for. */
export async function chainFor(db: Db, session: Session, now: Date): Promise<AreaChainOutput> {
  const asked = [...levels.flatMap(([, answering]) => answering), ...helping]
  return chainOf(await postsCovering(db, session.areas, asked, now), session.areas)
}
