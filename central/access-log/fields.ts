/** Fields that several kinds of events have. */
import type { Field } from './row.ts'

export const kiosk = { of: 'kiosk', says: 'The kiosk, by its device number.' } as const satisfies Field
export const clerk = { of: 'clerk', says: 'The clerk who was logged in.' } as const satisfies Field
export const patient = { of: 'reference', says: 'The patient whose record it is.' } as const satisfies Field
export const patients = { of: 'references', says: 'Each patient whom it was about.' } as const satisfies Field
export const visit = { of: 'visit', says: 'Number of the visit.' } as const satisfies Field
export const assurance = {
  of: 'assurance',
  says: 'How sure the identity was: claimed, identified (by the desk) or authenticated.',
} as const satisfies Field
export const identifiedBy = {
  of: 'textIfAny',
  says: 'The clerk who checked the document; absent before that.',
} as const satisfies Field
export const purpose = {
  of: 'purpose',
  says: 'Why: PATRQT for oneself, FAMRQT for a relative, PWATRNY as a representative.',
} as const satisfies Field
export const address = {
  of: 'text',
  says: 'IP address of the browser; absent where it is unknown.',
} as const satisfies Field
