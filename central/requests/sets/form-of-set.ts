/** What a set hears of the form that was composed of it, once something happened to its mandates in the record. Pure. */
import type { Consent } from '@medplum/fhirtypes'
import type { SetEvent } from '../../../domain/requests/sets/set.ts'
import type { SetRow } from './set-row.ts'

/**
 * Null: the set hears nothing, for it still waits with one of its mandates, or is over. One that holds is a grant, and it must
 * be taken: a set that is frozen or answered otherwise gives nobody access.
 */
export function heardOf(of: {
  readonly set: Pick<SetRow, 'state'>
  /** Every mandate of the form as it is now. */
  readonly mandates: readonly Pick<Consent, 'status'>[]
}): Exclude<SetEvent, { readonly kind: 'acted' }> | null {
  const { set, mandates } = of
  const { outcome, approver } = set.state
  if (outcome?.kind === 'granted' || outcome?.kind === 'ended' || mandates.length === 0) return null
  const has = (status: Consent['status']) => mandates.some((one) => one.status === status)
  if (has('active')) return { kind: 'granted', by: approver, again: 'same' }
  if (has('proposed')) return null
  // What ended by its day or was answered before keeps its first reason; what the record says now adds nothing.
  if (outcome !== null) return null
  return has('rejected') ? { kind: 'refused', by: approver } : { kind: 'stopped', because: 'formEnded' }
}
