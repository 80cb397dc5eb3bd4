/** Whose accepted terms may travel alone. */
import type { IdentityClaim } from '../../domain/contract/gateway/visit-record.ts'
import type { Acceptance } from '../../domain/contract/intake/payload.ts'
import { meets } from '../../domain/identity/assurance.ts'
import type { Identified } from '../../domain/requests/signing-set/signing-set.ts'
import { saidOf } from './at-kiosk.ts'
import type { State } from './state.ts'

/**
 * What this person accepted, and who the desk says that he is. Null: nothing was accepted, or not by somebody whom the desk
 * identified and stands by. While the visitor's own document is doubted the intake takes nothing of the visit.
 */
export function acceptedBy(
  { record, part, acceptance: here, visitor, companion, journey }: State,
  whose: Identified['part'],
): { readonly claim: IdentityClaim; readonly acceptance: Acceptance } | null {
  if (record === null || journey === null || record.declined) return null
  const { claim, assurance, declined } = saidOf(record, whose)
  const before = whose === 'visitor' ? visitor : whose === 'grantee' ? companion : null
  const acceptance = whose === part ? here : (before?.acceptance ?? null)
  if (acceptance === null || claim === null || declined || !meets(assurance, 'identified')) return null
  return { claim, acceptance }
}
