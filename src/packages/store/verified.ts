import type { RedemptionView } from '#types/redemption'
import { cloudTime } from '@/platform/clock'
import { login } from '@/platform/login'
import { storage } from '@/platform/storage'
import { createStore, useStore } from '@/state/store'

/** Counts changes: what is kept itself lies in the phone's storage, each keeper's under their own key. */
const changes = createStore(0)

const key = () => `verified:${login.owner()}`
const kept = () => storage.get<RedemptionView[]>(key()) ?? []

function change(rows: RedemptionView[]): void {
  storage.set(key(), rows)
  changes.set(changes.get() + 1)
}

const without = (redemptionId: string) => kept().filter(({ id }) => id !== redemptionId)

/** This device has verified it and may hand it over: kept, since without network nobody else can say so. */
export const keepVerified = (row: RedemptionView): void => change([row, ...without(row.id)])

/** It is handed over, cancelled or refused. */
export const forgetVerified = (redemptionId: string): void => change(without(redemptionId))

/** What this device has verified and may still hand over, the newest first. */
export function useVerified(): RedemptionView[] {
  useStore(changes)
  return kept().filter(({ due }) => due === undefined || new Date(due).getTime() > cloudTime())
}
