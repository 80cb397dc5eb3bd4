/** The rules that `decide` adds after the outline, each from one cell: reached by deciding, not by saying so. */
import type { CalendarDay } from '../../domain/ids.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { otherHospitals } from '../../tools/rules/hospitals.ts'
import { everyKind } from '../../domain/policy/kinds.ts'
import { addDays, addYears } from '../../domain/days/calendar.ts'
import { decide, type Facts } from '../../domain/rules/index.ts'
import { tableCases } from '../../tools/rules/table-cases.ts'

/**
 * Every rule that a case of the readable tables reaches in any of the repository's hospitals, as it stands and with its
 * papers of the day before the patient was born, or before who was appointed became 18.
 */
export function rulesOfExamples(today: CalendarDay): ReadonlySet<string> {
  return new Set(
    [defaultPolicy, ...otherHospitals].flatMap((policy) =>
      tableCases(today, everyKind, policy).flatMap(({ facts }) => [
        ...decide({ facts, policy }).rules,
        ...decide({ facts: beforeBirth(facts), policy }).rules,
        ...decide({ facts: appointedAsMinor(facts), policy }).rules,
      ]),
    ),
  )
}

function appointedAsMinor(facts: Facts): Facts {
  const { today, applicant, evidence } = facts
  const birth = addDays(addYears(today, -18), -1)
  const ruling = evidence.ruling && { ...evidence.ruling, effectiveOn: addDays(today, -9) }
  return { ...facts, applicant: { ...applicant, birth }, evidence: { ...evidence, ruling } }
}

function beforeBirth(facts: Facts): Facts {
  // Born today, so that an extract of yesterday is not also too old.
  const { today, patient, evidence } = facts
  const before = addDays(today, -1)
  return {
    ...facts,
    patient: { ...patient, birth: today },
    evidence: {
      ...evidence,
      authorityExtract: evidence.authorityExtract && { ...evidence.authorityExtract, issuedOn: before },
      ruling: evidence.ruling && { ...evidence.ruling, pronouncedOn: before },
    },
  }
}
