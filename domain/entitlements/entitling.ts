/**
 * What one Consent lets whom see, and when: the one reading of a mandate for everybody who asks about access. Whatever is not
 * clear gives nothing: it is no entitlement at all.
 */
import type { CodeableConcept, Consent } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { consentForm, consentScope, loinc, mandateKindUrl, readPolicyUri } from '../coding/systems.ts'
import { DataKind } from '../data-kinds.ts'
import { spanOf } from '../validity/period.ts'

export interface Entitling {
  /** `Consent/<id>` */
  readonly mandate: string
  /** `Patient/<id>` */
  readonly patient: string
  /** `RelatedPerson/<id>` of each who may see it. */
  readonly people: readonly string[]
  readonly kinds: readonly DataKind[]
  /** First and last millisecond, since 1970-01-01T00:00Z. */
  readonly first: number
  readonly last: number
}

/** What `Date` can hold: a mandate without a beginning, or without an end. */
const always = 8_640_000_000_000_000

/**
 * A mandate that this portal asked for or keeps: permission under one of its own policies. A living will, a treatment
 * directive, a refusal or an agreement to terms is a Consent too, and is none.
 */
export function isMandate({ scope, category, policy, provision }: Consent): boolean {
  return (
    hasCode([scope], consentScope, 'patient-privacy') &&
    hasCode(category, loinc, consentForm) &&
    provision?.type === 'permit' &&
    (policy ?? []).some(({ uri }) => uri !== undefined && readPolicyUri(uri) !== null)
  )
}

/** Null: it gives nobody anything, whatever the day. */
export function entitlingOf(consent: Consent): Entitling | null {
  const { id, status, patient, provision, modifierExtension = [] } = consent
  const of = addressOf('Patient', patient?.reference)
  // Who does not know a modifier extension may not rely on the resource; an exception inside a provision is not ours.
  if (status !== 'active' || modifierExtension.length > 0 || !isMandate(consent)) return null
  if (id === undefined || of === null || provision?.provision !== undefined) return null
  const span = spanOfPeriod(provision?.period ?? {})
  const people = (provision?.actor ?? []).flatMap(
    ({ reference }) => addressOf('RelatedPerson', reference.reference) ?? [],
  )
  const kinds = (provision?.extension ?? []).flatMap(({ url, valueCode }) => {
    const kind = v.safeParse(DataKind, valueCode)
    return url === mandateKindUrl && kind.success ? [kind.output] : []
  })
  if (span === null || people.length === 0 || kinds.length === 0) return null
  return { mandate: `Consent/${id}`, patient: of, people, kinds, ...span }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/**
 * `Type/<id>` of a reference that surely names something of this record: with or without a version. On another server only
 * where the id is random: a counted one (`Patient/12`) is somebody else there. By a number: null, nobody looks it up here.
 */
function addressOf(type: 'Patient' | 'RelatedPerson', reference = ''): string | null {
  const [, before = '', id = ''] =
    new RegExp(`^(|https?://.+/)${type}/([A-Za-z0-9.-]{1,64})(?:/_history/[A-Za-z0-9.-]{1,64})?$`).exec(reference) ?? []
  return id !== '' && (before === '' || uuid.test(id)) ? `${type}/${id}` : null
}

function spanOfPeriod({ start, end }: { readonly start?: string; readonly end?: string }): {
  readonly first: number
  readonly last: number
} | null {
  const from = start === undefined ? null : spanOf(start)
  const to = end === undefined ? null : spanOf(end)
  if ((start !== undefined && from === null) || (end !== undefined && to === null)) return null
  const [first, last] = [from?.first ?? -always, to?.last ?? always]
  return first > last ? null : { first, last }
}

function hasCode(concepts: readonly CodeableConcept[], system: string, code: string): boolean {
  return concepts.some(({ coding }) => (coding ?? []).some((one) => one.system === system && one.code === code))
}
