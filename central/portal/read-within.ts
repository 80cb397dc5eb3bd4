/** The part of a dossier that mandates open, and nothing else of it: each mandate for itself, with what was taken out of it. */
import type { Patient, Resource } from '@medplum/fhirtypes'
import type { DataKind } from '../../domain/data-kinds.ts'
import { dayAt } from '../../domain/days/amsterdam.ts'
import { withinScope } from '../../domain/dossier/within.ts'
import { belongsTo, patientParameter, ReadableType } from '../kiosk-api/gateway/compartment.ts'
import { included } from '../kiosk-api/gateway/preview/include.ts'
import { withOwnReference } from '../kiosk-api/gateway/preview/own-reference.ts'
import { trimmed } from '../kiosk-api/gateway/preview/trim.ts'
import { isOf, searchOf } from '../record/of-patient.ts'
import type { Judged } from './answer.ts'
import type { PortalPorts } from './ports.ts'

/** Nothing where the answer is no. @param kind null: every kind that the mandates give. */
export async function readWithin(
  ports: PortalPorts,
  { patient, entitlement }: Judged,
  kind: DataKind | null,
): Promise<readonly unknown[]> {
  if (patient === null || !entitlement.allowed) return []
  const all = await everything(ports, patient)
  const seen = new Map<string, unknown>()
  for (const { mandate, kinds } of entitlement.mandates) {
    const without = await ports.withheld.of(mandate)
    const asked = kind === null ? kinds : kinds.filter((one) => one === kind)
    for (const one of withinScope(all, { kinds: asked, without })) seen.set(JSON.stringify(one), one)
  }
  return [...seen.values()]
}

/** As it is shown to anybody: trimmed, and with what it refers to. */
async function everything(ports: PortalPorts, patient: Patient): Promise<readonly object[]> {
  const { fhir, now } = ports
  const bases = await ports.bases()
  const isPatient = isOf(patient, dayAt(now().getTime()), bases)
  const own = { isPatient, reference: `Patient/${patient.id ?? ''}`, bases }
  const found = new Map<string, Resource>()
  for (const type of ReadableType.options) {
    if (type === 'Patient') continue
    const names = type === 'Communication' ? [patientParameter[type], 'recipient'] : [patientParameter[type]]
    for (const parameter of names)
      for (const one of await searchOf(fhir, { type, parameter, patient }))
        if (belongsTo(one, patient, isPatient)) found.set(`${type}/${one.id ?? ''}`, one)
  }
  const shown = [...found.values()].flatMap((one) => {
    const cut = withOwnReference(trimmed(one, isPatient), own)
    return typeof cut === 'object' && cut !== null ? [cut] : []
  })
  return [...shown, ...(await included(fhir, shown))]
}
