/** Which parts of a resource the preview reads: nothing else has to leave the central. */
import { allergyKeys } from './kinds/allergy-shape.ts'
import { appointmentKeys } from './kinds/appointment.ts'
import { communicationKeys } from './kinds/communication.ts'
import { documentKeys } from './kinds/document.ts'
import { medicationRequestKeys } from './kinds/medication-request.ts'
import { medicationStatementKeys } from './kinds/medication-statement.ts'
import { medicationKeys } from './kinds/medicine.ts'

const named = ['resourceType', 'id', 'language', 'name', 'active'] as const

/** Top-level elements by type. People and places: only what they are called and how to get there. */
export const previewKeys: Readonly<Record<string, readonly string[]>> = {
  Appointment: appointmentKeys,
  MedicationRequest: medicationRequestKeys,
  MedicationStatement: medicationStatementKeys,
  AllergyIntolerance: allergyKeys,
  DocumentReference: documentKeys,
  Communication: communicationKeys,
  Medication: medicationKeys,
  Practitioner: named,
  Organization: named,
  Location: [...named, 'description', 'address'],
  PractitionerRole: ['resourceType', 'id', 'practitioner', 'organization', 'code'],
}
