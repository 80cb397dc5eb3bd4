/** The codes of the access log: AuditEvent R4 after IHE BALP, NEN 7513 and DICOM PS3.15 A.5, each named once. */
import type { Coding } from '@medplum/fhirtypes'
import { actReason, auditEventType, dicom, participationType, reasons } from '../../domain/coding/systems.ts'

const interaction = 'http://hl7.org/fhir/restful-interaction'
const entityType = 'http://terminology.hl7.org/CodeSystem/audit-entity-type'
const objectRole = 'http://terminology.hl7.org/CodeSystem/object-role'

/** AuditEvent.type. */
export const types = {
  rest: { system: auditEventType, code: 'rest', display: 'RESTful Operation' },
  authentication: { system: dicom, code: '110114', display: 'User Authentication' },
  alert: { system: dicom, code: '110113', display: 'Security Alert' },
} as const satisfies Readonly<Record<string, Coding>>

/** AuditEvent.subtype. */
export const subtypes = {
  read: { system: interaction, code: 'read', display: 'read' },
  search: { system: interaction, code: 'search-type', display: 'search-type' },
  transaction: { system: interaction, code: 'transaction', display: 'transaction' },
  login: { system: dicom, code: '110122', display: 'Login' },
  logout: { system: dicom, code: '110123', display: 'Logout' },
  attributes: { system: dicom, code: '110137', display: 'User Security Attributes Changed' },
  alert: types.alert,
} as const satisfies Readonly<Record<string, Coding>>

/** AuditEvent.outcome: success; minor failure (whoever asked did not get it); serious failure. */
export const outcomes = { success: '0', minor: '4', serious: '8' } as const

/** AuditEvent.agent.type. */
export const agentRoles = {
  source: { system: dicom, code: '110153', display: 'Source Role ID' },
  destination: { system: dicom, code: '110152', display: 'Destination Role ID' },
  recipient: { system: participationType, code: 'IRCP', display: 'information recipient' },
} as const satisfies Readonly<Record<string, Coding>>

const person = { system: entityType, code: '1', display: 'Person' }
const object = { system: entityType, code: '2', display: 'System Object' }
const role = (code: string, display: string): Coding => ({ system: objectRole, code, display })

/** AuditEvent.entity.type and .role. */
export const entityKinds = {
  patient: { type: person, role: role('1', 'Patient') },
  report: { type: object, role: role('3', 'Report') },
  resource: { type: object, role: role('4', 'Domain Resource') },
  job: { type: object, role: role('20', 'Job') },
  query: { type: object, role: role('24', 'Query') },
  object: { type: object },
  /** Neither type nor role. */
  bare: {},
} as const satisfies Readonly<Record<string, { readonly type?: Coding; readonly role?: Coding }>>

/**
 * v3-ActReason, whose definitions say "in response to a request by" the patient, a family member, a legal representative.
 * FHIR R4 asks for a reason that truly was (purposeOfEvent 0..*), NEN 7513 for the ground of access.
 */
export const purposes = {
  ...reasons,
  PWATRNY: { system: actReason, code: 'PWATRNY', display: 'power of attorney' },
} as const satisfies Readonly<Record<string, Coding>>
export type Purpose = keyof typeof purposes

/** AuditEvent.agent.policy of a visitor: the rules by which a kiosk lets somebody see something. */
export const visitProtocol = 'https://balie.example/fhir/visit-protocol'
