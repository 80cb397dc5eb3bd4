/** GET /visit/mandates: what exists already between this visitor and the bound patient. */
import type { Consent, RelatedPerson } from '@medplum/fhirtypes'
import type { IdentityClaim, MandateFacts } from '../../../domain/gateway/visit-record.ts'
import type { FhirStore } from '../../store/fhir/store.ts'
import { accessTo } from '../../record/access.ts'
import type { VisitRoute } from './authenticated.ts'
import { documentValue, identityDocumentSystem } from '../../record/naming.ts'
import type { GatewayPorts } from './ports.ts'
import { json } from '../../http/answer.ts'
import { problem } from './problem.ts'
import { sameName } from '../../record/same-person.ts'

/** LOINC 57016-8: acknowledgement of the terms is a Consent too, but no mandate. */
const acknowledgement = '57016-8'

export function mandatesRoute({ fhir }: GatewayPorts): VisitRoute {
  return {
    method: 'GET',
    path: '/visit/mandates',
    async handle({ row }) {
      const { patient, claim } = row.record
      if (patient === null || claim === null) return problem('notBound')
      return json(await mandateFacts({ fhir, patient, claim }))
    },
  }
}

/** Mandates that are asked for or hold, whether this visitor is the grantee, and what stops access by now. */
export async function mandateFacts({
  fhir,
  patient,
  claim,
}: {
  readonly fhir: FhirStore
  readonly patient: string
  readonly claim: IdentityClaim
}): Promise<MandateFacts> {
  const existing: MandateFacts['existing'][number][] = []
  const bundle = await fhir.search('Consent', new URLSearchParams({ patient, _count: '200' }))
  for (const { resource } of bundle.entry ?? []) {
    if (resource?.resourceType !== 'Consent' || resource.id === undefined || !isMandate(resource)) continue
    if (resource.status !== 'proposed' && resource.status !== 'active') continue
    existing.push({ id: resource.id, status: resource.status, sameGrantee: await isGrantee(fhir, resource, claim) })
  }
  const person = await fhir.read(patient)
  const access = person?.resourceType === 'Patient' ? await accessTo(fhir, person) : 'blocked'
  return { existing, blocked: access === 'blocked' || access === 'deceased', suspended: access === 'suspended' }
}

function isMandate(consent: Consent): boolean {
  return !consent.category.some(({ coding }) => (coding ?? []).some(({ code }) => code === acknowledgement))
}

async function isGrantee(fhir: FhirStore, consent: Consent, claim: IdentityClaim): Promise<boolean> {
  for (const { reference } of consent.provision?.actor ?? []) {
    if (reference.reference?.startsWith('RelatedPerson/') !== true) continue
    const person = await fhir.read(reference.reference)
    if (person?.resourceType === 'RelatedPerson' && isVisitor(person, claim)) return true
  }
  return false
}

function isVisitor(person: RelatedPerson, claim: IdentityClaim): boolean {
  const document = documentValue(claim.document)
  const byDocument = (person.identifier ?? []).some(
    ({ system, value }) => system === identityDocumentSystem && value === document,
  )
  return (
    byDocument || (person.birthDate === claim.birthDate && (person.name ?? []).some((name) => sameName(name, claim)))
  )
}
