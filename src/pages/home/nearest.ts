import type { ChainLink } from '#types/area'
import { roles } from '#types/roles'

/** Whom a villager calls first, in this order. */
const FIRST = [roles.gridWorker, roles.police, roles.legalAdviser] as const

/** The first of each whom a villager calls most; a deputy's role has words behind it and counts too. Pure. */
export const nearest = (links: readonly ChainLink[]): ChainLink[] =>
  FIRST.flatMap((role) => links.find((link) => link.role.startsWith(role)) ?? [])
