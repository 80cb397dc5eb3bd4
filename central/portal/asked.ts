/** What a portal asks: about whom, for whom, of what kind. In the body and never in the address: a number may stand in it. */
import * as v from 'valibot'
import { DataKind } from '../../domain/data-kinds.ts'

/** By address in the record, or by a number that the record knows. */
const Identifier = v.strictObject({
  system: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  value: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
})
export type Identifier = v.InferOutput<typeof Identifier>

const id = '[A-Za-z0-9.-]{1,64}'
export const Asked = v.strictObject({
  patient: v.union([v.pipe(v.string(), v.regex(new RegExp(`^Patient/${id}$`))), Identifier]),
  person: v.union([v.pipe(v.string(), v.regex(new RegExp(`^RelatedPerson/${id}$`))), Identifier]),
  /** Left out: whether there is anything, and which kinds. */
  kind: v.optional(DataKind),
})
export type Asked = v.InferOutput<typeof Asked>

/** Null: it is no question. */
export function readAsked(body: Uint8Array): Asked | null {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Asked), new TextDecoder().decode(body))
  return parsed.success ? parsed.output : null
}

/**
 * The same question as a FHIR R4 search of Consents: `patient` or `patient:identifier`, `actor` or `actor:identifier`, and
 * `status=active`. Nothing else is understood, and what is not understood is refused.
 */
export function readSearch(body: Uint8Array): Asked | null {
  const form = [...new URLSearchParams(new TextDecoder().decode(body))]
  const names = form.map(([name]) => name)
  if (new Set(names).size !== names.length) return null
  const { patient, actor, status, ...rest } = Object.fromEntries(form)
  const { 'patient:identifier': patientNumber, 'actor:identifier': actorNumber, ...more } = rest
  if (status !== 'active' || Object.keys(more).length > 0) return null
  const asked = { patient: patient ?? numberOf(patientNumber), person: actor ?? numberOf(actorNumber) }
  const both =
    (patient !== undefined && patientNumber !== undefined) || (actor !== undefined && actorNumber !== undefined)
  const parsed = v.safeParse(Asked, asked)
  return parsed.success && !both ? parsed.output : null
}

/** `system|value` of a token search. */
function numberOf(token: string | undefined): object | undefined {
  const [system, value, ...more] = (token ?? '').split('|')
  return value === undefined || more.length > 0 ? undefined : { system, value }
}
