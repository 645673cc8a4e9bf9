import { activityChecks } from './checks/activities'
import { bookChecks } from './checks/books'
import { cardChecks } from './checks/cards'
import { claimChecks } from './checks/claims'
import { effectChecks } from './checks/effects'
import { monthChecks } from './checks/months'
import { orderChecks } from './checks/orders'
import { ruleChecks } from './checks/rules'
import { storeChecks } from './checks/store'
import type { Checks, Life } from './life'
import { activities } from './lives/activities'
import { cards } from './lives/cards'
import { months } from './lives/months'
import { orders } from './lives/orders'
import { points } from './lives/points'
import { rules } from './lives/rules'
import { store } from './lives/store'

/** Every life that is lived. */
export const lives: readonly Life[] = [orders, points, rules, store, cards, months, activities]

/** Everything that must hold. */
export const checks: readonly Checks[] = [
  orderChecks,
  effectChecks,
  claimChecks,
  ruleChecks,
  storeChecks,
  cardChecks,
  monthChecks,
  activityChecks,
  bookChecks,
]
