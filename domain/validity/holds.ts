/**
 * Does this still hold? FHIR says it with `status`, `active`, `use`, `period` and `link`; every reader asks here.
 * An answer is `yes`, `no` or `unclear`, because the safe side differs: an unclear block blocks, an unclear mandate
 * gives nothing. `isSurely` and `isPossibly` name that choice where it is made.
 */
import type { Consent, Flag, Patient, Questionnaire, RelatedPerson } from '@medplum/fhirtypes'
import { periodHolds } from './period.ts'
import type { Holds, PeriodParts, When } from './period.ts'

export type { Holds, When } from './period.ts'

/** For what gives something: unclear gives nothing. */
export const isSurely = (holds: Holds): boolean => holds === 'yes'
/** For what stops something: unclear stops it. */
export const isPossibly = (holds: Holds): boolean => holds !== 'no'

/** What HumanName and Identifier say about themselves. */
interface Used {
  readonly use?: string | undefined
  readonly period?: PeriodParts | undefined
}

/** An identifier that is in use: not `use` old, and within its period. */
export function identifierHolds({ use, period }: Used, on: When): Holds {
  return use === 'old' ? 'no' : periodHolds(period, on)
}

/**
 * A name that is the person's: not `old`, not `anonymous` (made up), and within its period. A maiden name is one: in
 * the Netherlands the own name stays the legal one and stands in the passport (1:9 BW; Paspoortwet).
 */
export function nameHolds({ use, period }: Used, on: When): Holds {
  return use === 'old' || use === 'anonymous' ? 'no' : periodHolds(period, on)
}

/** A record that is in use. One that another replaced is not: see {@link replacedBy}. */
export function patientHolds(patient: Patient): Holds {
  if (patient.active === false || replacedBy(patient).length > 0) return 'no'
  return plain(patient, 'yes')
}

/** References of the records that replaced this one (`Patient/…`, or whatever stands there); more than one is a fault. */
export function replacedBy({ link }: Patient): readonly string[] {
  return (link ?? []).flatMap(({ type, other }) => (type === 'replaced-by' ? [other.reference ?? ''] : []))
}

/** A flag that is up: active, and within its period. */
export function flagHolds(flag: Flag, on: When): Holds {
  if (flag.status !== 'active') return isKnown(flag.status, ['inactive', 'entered-in-error']) ? 'no' : 'unclear'
  return plain(flag, periodHolds(flag.period, on))
}

/**
 * A consent in force: active, and within the period of its provision. A `proposed` one is asked for, not in force;
 * whether it permits or denies, and what, is for the reader.
 */
export function consentHolds(consent: Consent, on: When): Holds {
  if (consent.status !== 'active') {
    return isKnown(consent.status, ['draft', 'proposed', 'rejected', 'inactive', 'entered-in-error']) ? 'no' : 'unclear'
  }
  return plain(consent, periodHolds(consent.provision?.period, on))
}

/** Somebody who still stands beside the patient: not inactive, and within the period of the relation. */
export function relatedPersonHolds(person: RelatedPerson, on: When): Holds {
  return person.active === false ? 'no' : plain(person, periodHolds(person.period, on))
}

/** A form that may be offered: active, and within the period that it is meant for. `unknown` is a status of its own. */
export function questionnaireHolds(form: Questionnaire, on: When): Holds {
  if (form.status !== 'active') return isKnown(form.status, ['draft', 'retired']) ? 'no' : 'unclear'
  return plain(form, periodHolds(form.effectivePeriod, on))
}

/** Who does not know a modifier extension may not rely on the resource (FHIR R4, extensibility 2.5.0.3). */
function plain({ modifierExtension }: { readonly modifierExtension?: readonly unknown[] }, holds: Holds): Holds {
  return (modifierExtension ?? []).length > 0 && holds === 'yes' ? 'unclear' : holds
}

function isKnown(status: string | undefined, known: readonly string[]): boolean {
  return status !== undefined && known.includes(status)
}
