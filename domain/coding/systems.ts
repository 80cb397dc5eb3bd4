/** Identifier systems, code systems and own canonical addresses of what the kiosk writes to the record. */
import * as v from 'valibot'
import { HospitalId } from '../ids.ts'
import { PolicyVersion } from '../contract/control/policy-version.ts'

/** Base of everything that this project defines itself. */
export const balie = 'https://balie.example/fhir'
export const optionDetailUrl = `${balie}/StructureDefinition/option-detail`
/** On a question that asks whether the form was understood: the code of the right option. Its notice explains. */
export const rightAnswerUrl = `${balie}/StructureDefinition/right-answer`
/** Key of the resources that have no identifier element (`_tag` is the one portable key). */
export const envelopeTag = `${balie}/NamingSystem/envelope-entry`
export const referenceSystem = `${balie}/NamingSystem/reference`
export const dataKindSystem = `${balie}/CodeSystem/data-kind`

export const bsnSystem = 'http://fhir.nl/fhir/NamingSystem/bsn'
export const uuidSystem = 'urn:ietf:rfc:3986'
export const loinc = 'http://loinc.org'
/** LOINC "Patient Consent": the signed form, as document and as consent. */
export const consentForm = '59284-0'
const terminology = 'http://terminology.hl7.org/CodeSystem'
export const consentScope = `${terminology}/consentscope`
export const participationType = `${terminology}/v3-ParticipationType`
export const roleCode = `${terminology}/v3-RoleCode`
export const actReason = `${terminology}/v3-ActReason`
/** Why data are used. */
export const reasons = {
  PATRQT: { system: actReason, code: 'PATRQT', display: 'patient requested' },
  FAMRQT: { system: actReason, code: 'FAMRQT', display: 'family requested' },
} as const
export const actCode = `${terminology}/v3-ActCode`
export const provenanceParticipant = `${terminology}/provenance-participant-type`
export const auditEventType = `${terminology}/audit-event-type`
export const dicom = 'http://dicom.nema.org/resources/ontology/DCM'
/** Dutch role of a contact person (zib Contactpersoon): 24 is the legal representative. */
export const dutchRole = 'urn:oid:2.16.840.1.113883.2.4.3.11.22.472'
export const signatureTypeSystem = 'urn:iso-astm:E1762-95:2013'
/** On a Signature: how somebody signed who did not write his name. */
export const signingMethodUrl = `${balie}/StructureDefinition/signing-method`
export const taskCode = 'http://hl7.org/fhir/CodeSystem/task-code'
/** Value: issuer and number with a hyphen, the kind left out: no state numbers two kinds alike. */
export const identityDocumentSystem = `${balie}/NamingSystem/identity-document`
export const deviceSystem = `${balie}/NamingSystem/device`
/** Kinds of data that a mandate names (EHDS article 4: access may be limited to part of the data). */
export const mandateKindUrl = `${balie}/StructureDefinition/mandate-data-kind`
/** On a mandate: which one it takes the place of, and whether that one ends when this one begins, or when it was signed. */
export const replacedMandateUrl = `${balie}/StructureDefinition/replaced-mandate`
/** On a mandate: its state in the lifecycle and its days (domain/fhir/mandate-life.ts). */
export const mandateLifeUrl = `${balie}/StructureDefinition/mandate-life`
/** Addresses of the texts and rules that somebody agreed to, version included (IHE PCF asks for that). */
export const termsUri = (version: string): string => `${balie}/terms/${encodeURIComponent(version)}`
export const privacyUri = (version: string): string => `${balie}/privacy/${encodeURIComponent(version)}`
export const policyUri = (hospital: string, version: number): string => `${balie}/policy/${hospital}/${String(version)}`

const PolicyUri = v.pipe(
  v.string(),
  v.regex(/^https:\/\/balie\.example\/fhir\/policy\/[a-z0-9-]+\/[1-9]\d*$/),
  v.transform((uri) => uri.split('/').slice(-2)),
  v.tuple([HospitalId, v.pipe(v.string(), v.transform(Number), PolicyVersion)]),
)

/** Hospital and version in the address of a policy; null for any other address. */
export function readPolicyUri(uri: string): { readonly hospital: HospitalId; readonly version: number } | null {
  const parsed = v.safeParse(PolicyUri, uri)
  return parsed.success ? { hospital: parsed.output[0], version: parsed.output[1] } : null
}
