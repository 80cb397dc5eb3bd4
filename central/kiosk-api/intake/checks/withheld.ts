/** What a patient took out is hers, of a kind that the mandate names, and on a form that she gives access by. */
import { withinScope } from '../../../../domain/dossier/within.ts'
import type { EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import { choosesGrantee, journeyOf } from '../../../../domain/journeys/index.ts'
import type { IdentityClaim } from '../../../../domain/contract/gateway/visit-record.ts'
import { dayAt } from '../../../../domain/days/amsterdam.ts'
import { belongsTo } from '../../gateway/compartment.ts'
import { isOf } from '../../../record/of-patient.ts'
import type { Reading } from '../../../store/fhir/reading.ts'
import { good, refuse } from './checked.ts'
import type { Checked } from './checked.ts'
import type { BoundPatient } from './patient.ts'
import type { Ruled } from './rules.ts'

/** What is gone meanwhile stays taken out: it was there when the patient read it. */
export async function withheld(input: {
  readonly payload: EnvelopePayload
  readonly claim: IdentityClaim
  readonly patient: BoundPatient
  readonly ruled: Ruled
  readonly store: Reading
  /** Addresses of this record. */
  readonly bases: readonly string[]
}): Promise<Checked<null>> {
  const { payload, claim, patient, ruled, store, bases } = input
  const items = payload.withheld ?? []
  if (items.length === 0) return good(null)
  if (!choosesGrantee(journeyOf(claim.journey))) return refuse('rules', 'withheld')
  const person = await store.read(patient.reference)
  if (person?.resourceType !== 'Patient') return refuse('patient', 'gone')
  const isPatient = isOf(person, dayAt(Date.parse(payload.times.signedAt)), bases)
  const { scope } = ruled.decision
  for (const item of items) {
    const resource = await store.read(item)
    if (resource === null) continue
    if (!belongsTo(resource, person, isPatient)) return refuse('patient', 'withheld')
    if (withinScope([resource], { kinds: scope, without: [] }).length === 0) return refuse('rules', 'withheld')
  }
  return good(null)
}
