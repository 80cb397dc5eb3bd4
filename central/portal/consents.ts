/** The same answer as FHIR R4: the Consents that hold for these two, found by a search of the record and judged by the same rule. */
import type { Consent } from '@medplum/fhirtypes'
import { entitled } from '../../domain/entitlements/entitled.ts'
import { entitlingOf } from '../../domain/entitlements/entitling.ts'
import { withoutLife } from '../../domain/fhir/mandate-life.ts'
import { searchAll } from '../store/fhir/search-all.ts'
import type { Judged } from './answer.ts'
import type { PortalPorts } from './ports.ts'

/** As `Consent?patient=…&actor=…&status=active` finds them, and as the answer to the question would have them. */
export async function consentsOf(
  { fhir, now }: Pick<PortalPorts, 'fhir' | 'now'>,
  { patient, people, entitlement }: Judged,
): Promise<readonly Consent[]> {
  if (patient === null || !entitlement.allowed) return []
  const reference = `Patient/${patient.id}`
  const found = new Map<string, Consent>()
  for (const actor of people) {
    const all = await searchAll(fhir, { type: 'Consent', having: { patient: reference, actor }, status: ['active'] })
    for (const one of all) found.set(one.id ?? '', one)
  }
  const by = entitlement.mandates.map(({ mandate }) => mandate)
  const holding = [...found.values()].filter((one) => {
    const mandate = entitlingOf(one)
    if (mandate === null || !by.includes(mandate.mandate)) return false
    const of = { mandates: [mandate], patient: reference, people, kind: null, at: now().getTime(), stopped: false }
    return entitled(of).allowed
  })
  return holding.map(withoutLife)
}
