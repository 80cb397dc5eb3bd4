/** GET /visit/mandates: what exists already between this visitor and the bound patient. */
import type { CodeableConcept, Consent, RelatedPerson } from '@medplum/fhirtypes'
import { consentForm, consentScope, loinc, readPolicyUri } from '../../../domain/fhir/systems.ts'
import type { IdentityClaim, MandateFacts } from '../../../domain/gateway/visit-record.ts'
import { searchAll } from '../../store/fhir/search-all.ts'
import type { FhirStore } from '../../store/fhir/store.ts'
import { accessTo } from '../../record/access.ts'
import type { VisitRoute } from './authenticated.ts'
import { documentValue, identityDocumentSystem } from '../../record/naming.ts'
import type { GatewayPorts } from './ports.ts'
import { json } from '../../http/answer.ts'
import { problem } from './problem.ts'
import { sameName } from '../../record/same-person.ts'

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
  const consents = await searchAll(fhir, {
    type: 'Consent',
    having: { patient },
    status: ['proposed', 'active'],
    category: [consentForm],
  })
  for (const consent of consents) {
    const { id, status } = consent
    if (id === undefined || (status !== 'proposed' && status !== 'active')) continue
    if (consent.patient?.reference !== patient || !isMandate(consent)) continue
    existing.push({ id, status, sameGrantee: await isGrantee(fhir, consent, claim) })
  }
  const person = await fhir.read(patient)
  const access = person?.resourceType === 'Patient' ? await accessTo(fhir, person) : 'blocked'
  return { existing, blocked: access === 'blocked' || access === 'deceased', suspended: access === 'suspended' }
}

/**
 * A mandate that this portal asked for or keeps: permission under one of its own policies. A living will, a treatment
 * directive, a refusal or an agreement to terms is a Consent too, and must not stop anybody from asking.
 */
function isMandate({ scope, category, policy, provision }: Consent): boolean {
  return (
    hasCode([scope], consentScope, 'patient-privacy') &&
    hasCode(category, loinc, consentForm) &&
    provision?.type === 'permit' &&
    (policy ?? []).some(({ uri }) => uri !== undefined && readPolicyUri(uri) !== null)
  )
}

function hasCode(concepts: readonly CodeableConcept[], system: string, code: string): boolean {
  return concepts.some(({ coding }) => (coding ?? []).some((one) => one.system === system && one.code === code))
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
