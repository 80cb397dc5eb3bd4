/**
 * A mandate that was asked for begins: what it takes the place of ends in the same transaction, so that nobody has two and
 * nobody none. Each is changed in the version that was read: who approves in the same minute is told to look again.
 */
import type { BundleEntry, Consent } from '@medplum/fhirtypes'
import { dayInAmsterdam } from '../../domain/days/amsterdam.ts'
import { replacedBy } from '../../domain/fhir/consent.ts'
import { grantedMandate, replacedMandate } from '../../domain/fhir/decided.ts'
import type { Left } from '../../domain/fhir/decided.ts'
import { fhirStatusOf } from '../../domain/fhir/lifecycle.ts'
import { isHeldBack } from '../../domain/fhir/mandate-life.ts'
import type { Instant } from '../../domain/ids.ts'
import { localReference } from '../store/fhir/index-values.ts'
import type { Reading } from '../store/fhir/reading.ts'
import { nextVersion } from './form-ends.ts'
import { mandateOf } from './mandates-of.ts'

export interface Activation {
  /** `Consent/<id>` */
  readonly mandate: string
  readonly at: Instant
  /** What was agreed to; absent: all that it says. */
  readonly left?: Left
  /** `Consent/<id>` of what it renews, beside those that it names itself. */
  readonly renews?: readonly string[]
}

/**
 * The entries; empty where it does not wait any more, because somebody approved it before, or it was taken back. One that was
 * stopped meanwhile stays as it ended.
 */
export async function activation(store: Reading, of: Activation): Promise<readonly BundleEntry[]> {
  const { mandate, at, left, renews = [] } = of
  const begins = await store.read(mandate)
  if (begins?.resourceType !== 'Consent' || begins.status !== 'proposed') return []
  const ends: Consent[] = []
  const patient = localReference(begins.patient?.reference ?? '')
  const isOfThis = await mandateOf(store, { patient, on: dayInAmsterdam(at) })
  for (const reference of new Set([...replacedBy(begins), ...renews])) {
    const old = await store.read(reference)
    const isTheirs = old?.resourceType === 'Consent' && isOfThis(old)
    if (isTheirs && (old.status === 'active' || isHeldBack(old))) ends.push(replacedMandate(old, at))
  }
  const { consent: status } = fhirStatusOf({ name: 'active' })
  const begun = left === undefined ? { ...begins, status } : grantedMandate(begins, left)
  return [nextVersion(begun), ...ends.map(nextVersion)]
}
