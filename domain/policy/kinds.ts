/** Kinds of data and purposes as a policy names them, in the shape of EHDS (EU 2025/327) article 4. */
import * as v from 'valibot'

export { DataKind, dataKinds, difference, everyKind, intersection, KindSet } from '../data-kinds.ts'

/** The cells of a policy that hold such a set, one for each kind of form. */
export const kindsOfScope = ['child', 'young', 'voluntary', 'representative'] as const

/** What access is for: only look, arrange care (appointments, messages), or decide on care for the patient. */
export const purposes = ['look', 'arrangeCare', 'decideOnCare'] as const
export const Purpose = v.picklist(purposes)
export type Purpose = v.InferOutput<typeof Purpose>
