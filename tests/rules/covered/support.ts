/** What the checks of the coverage share: a case of the readable table by its row, and its outcome in one line. */
import { defaultPolicy } from '../../../domain/policy/default.ts'
import { everyKind } from '../../../domain/policy/kinds.ts'
import type { HospitalPolicy } from '../../../domain/policy/policy.ts'
import { readPolicy } from '../../../domain/policy/read.ts'
import { decide, type Facts } from '../../../domain/rules/index.ts'
import { tableCases } from '../../../tools/rules/table-cases.ts'
import { changed, day, motherOfSeven, today } from '../sample.ts'

export const of = (row: string, who?: string, patient?: string): Facts => {
  const found = tableCases(today, everyKind, defaultPolicy).find(
    (one) =>
      one.row === row &&
      (who === undefined || one.who.startsWith(who)) &&
      (patient === undefined || one.patient.startsWith(patient)),
  )
  if (found === undefined) throw new Error(`no case ${row} ${who ?? ''}`)
  return found.facts
}
export const at = (facts: Facts, policy: HospitalPolicy = defaultPolicy) => decide({ facts, policy })
export const outcome = (facts: Facts, policy: HospitalPolicy = defaultPolicy) => {
  const decision = at(facts, policy)
  if (decision.kind === 'refusal') return `${decision.id} → ${decision.next.id}`
  const { row, signers, approver, end } = decision
  return `${row}: ${signers.map(({ role }) => role).join('+')}, ${approver}, ${end.reason}`
}
export const child13 = changed(motherOfSeven, { patient: { birth: day('2013-05-14') } })
export const joint = (facts: Facts) =>
  changed(facts, {
    evidence: { authorityExtract: { source: 'extract', issuedOn: day('2026-11-01'), authority: 'joint' } },
  })
export const brp = (facts: Facts) =>
  changed(facts, { evidence: { authorityExtract: { source: 'brp', issuedOn: day('2026-11-23'), authority: 'joint' } } })

/** The default policy with some cells of one group changed. */
export const cells = (group: string, change: object): HospitalPolicy => {
  const [, old] = Object.entries(defaultPolicy).find(([name]) => name === group) ?? []
  const read = readPolicy({ ...defaultPolicy, [group]: { ...Object(old), ...change } })
  if (read.kind === 'fault') throw new Error(`${read.id} ${read.path}`)
  return read.policy
}

/** One line of docs/rules/coverage.md, and its test. */
export type Check = readonly [id: string, promise: string, actual: () => unknown, expected: unknown]
