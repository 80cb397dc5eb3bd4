/** The rules that `decide` adds after the outline, each from one cell: reached by deciding, not by saying so. */
import type { CalendarDay } from '../../domain/ids.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { otherHospitals } from '../../domain/policy/hospitals/hospitals.ts'
import { everyKind } from '../../domain/policy/kinds.ts'
import { decide } from '../../domain/rules/index.ts'
import { tableCases } from '../../domain/rules/table-cases.ts'

/** Every rule that a case of the readable tables reaches in any of the repository's hospitals. */
export function rulesOfExamples(today: CalendarDay): ReadonlySet<string> {
  return new Set(
    [defaultPolicy, ...otherHospitals].flatMap((policy) =>
      tableCases(today, everyKind, policy).flatMap(({ facts }) => decide({ facts, policy }).rules),
    ),
  )
}
