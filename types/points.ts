/** Points: the two units that never mix (domain.md §3). */

/** goods: villagers' points, redeemable at the shop; merit: for assessment, of members, workers, villages, departments. */
export type Unit = 'goods' | 'merit'
