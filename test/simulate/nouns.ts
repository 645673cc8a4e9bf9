import { effectChecks } from './checks/effects'
import { orderChecks } from './checks/orders'
import type { Checks, Life } from './life'
import { orders } from './lives/orders'

/** Every life that is lived. */
export const lives: readonly Life[] = [orders]

/** Everything that must hold. */
export const checks: readonly Checks[] = [orderChecks, effectChecks]
