import { activityChecks } from './checks/activities'
import { bookChecks } from './checks/books'
import { claimChecks } from './checks/claims'
import { effectChecks } from './checks/effects'
import { orderChecks } from './checks/orders'
import { storeChecks } from './checks/store'
import type { Checks, Life } from './life'
import { activities } from './lives/activities'
import { orders } from './lives/orders'
import { points } from './lives/points'
import { store } from './lives/store'

/** Every life that is lived. */
export const lives: readonly Life[] = [orders, points, store, activities]

/** Everything that must hold. */
export const checks: readonly Checks[] = [
  orderChecks,
  effectChecks,
  claimChecks,
  storeChecks,
  activityChecks,
  bookChecks,
]
