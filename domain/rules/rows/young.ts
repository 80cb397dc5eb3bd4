/** R06: from 16 a young person with capacity decides, and a parent is a chosen person like any other. */
import { isTranscribed, type Finding } from '../basis/capacity.ts'
import { complete } from '../basis/form.ts'
import { applicantGate } from '../basis/gates.ts'
import { limit, refuse, type Case, type Outline } from '../basis/outline.ts'
import type { World } from '../basis/world.ts'
import { askedPatient, saidNo } from './asked.ts'
import { bothSign, grantee, granteeGate, inOneVisit } from './grantee.ts'

/** Explained and referred, or the form that the policy names. Capacity has been looked at by the caller. */
export function youngPerson<W extends World>(it: Case<W>, found: Finding<W> | null): Outline<W> {
  if (it.policy.young.route === 'refer') return refuse('R06.refer')
  const refused = applicantGate(it, bothSign(it)) ?? granteeGate(it) ?? saidNo(it, 'R06.saidNo') ?? inOneVisit(it)
  if (refused !== null) return refused
  it.cite('R06.form')
  const { patient } = it.facts
  const eighteen = it.ops.addYears(patient.birth, it.policy.ages.adult)
  return complete(it, {
    form: 'youngPersonForm',
    row: 'R06',
    signers: [askedPatient('signature'), grantee(it)],
    approver: isTranscribed(it, found) ? 'physician' : 'young',
    allowed: it.policy.scope.young,
    topics: null,
    effective: null,
    ends: limit(it.policy.young.end === 'at18' ? eighteen : null, 'eighteenthBirthday'),
    pauses: [],
    review: null,
    notices: [{ to: 'patient', what: 'registered' }],
  })
}
