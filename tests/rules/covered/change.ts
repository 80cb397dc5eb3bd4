/** People of the readable table with one thing changed, for the promises about refusals. */
import * as v from 'valibot'
import { defaultPolicy } from '../../../domain/policy/default.ts'
import { KindSet } from '../../../domain/policy/kinds.ts'
import type { HospitalPolicy } from '../../../domain/policy/policy.ts'
import type { Facts } from '../../../domain/rules/index.ts'
import { at, cells, of } from './support.ts'
import { changed, day, motherOfSeven, today } from '../sample.ts'

export const yesterday = day('2026-11-22')
export const tomorrow = day('2026-11-24')
export const mentor = of('R12')
export const curator = of('R11')
export const organisation = of('R13')
export const writtenProxy = of('R14')
export const brother = of('R15', 'Broer')
export const partner = of('R15', 'Partner')
export const chosen = of('R10', undefined, '18')
export const chosenAt17 = of('R10', undefined, '16')
export const parentOf16 = of('R06')
export const guardianOf7 = of('R08', 'Voogd', 'onder')
export const lackingChild = of('R05')
export const self = of('R01')
export const letters = v.parse(KindSet, ['letters'])
export const youngForm = cells('young', { route: 'form' })
export const coHolder = {
  standing: 'signs',
  blocked: false,
  deceased: false,
  sameAsApplicant: false,
  sameAsPatient: false,
} as const

export const ruling = (facts: Facts, change: Partial<NonNullable<Facts['evidence']['ruling']>>): Facts => {
  if (facts.evidence.ruling === null) throw new Error('expected a ruling')
  return changed(facts, { evidence: { ruling: { ...facts.evidence.ruling, ...change } } })
}
export const finding = (facts: Facts, change: Partial<NonNullable<Facts['patient']['finding']>>): Facts =>
  changed(facts, { patient: { finding: { capacity: 'lacking', on: today, until: null, ...change } } })
export const employee = (
  facts: Facts,
  until: Facts['today'] | null,
  employeeMandate: 'shown' | 'missing' = 'shown',
): Facts => changed(facts, { applicant: { organisation: { employeeMandate, until } } })
export const born = (facts: Facts, who: 'patient' | 'applicant', birth: string): Facts =>
  changed(facts, { [who]: { birth: day(birth) } })
export const period = (from: string | null, until: string | null): Facts =>
  changed(motherOfSeven, {
    request: { from: from === null ? null : day(from), until: until === null ? null : day(until) },
  })
export const outcomeOf = (facts: Facts, policy: HospitalPolicy = defaultPolicy): string => {
  const decision = at(facts, policy)
  return decision.kind === 'refusal' ? decision.id : decision.row
}

export function byBrp(): Facts {
  return changed(motherOfSeven, {
    evidence: { authorityExtract: { source: 'brp', issuedOn: today, authority: 'sole' } },
  })
}
