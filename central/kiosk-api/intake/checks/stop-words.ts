/**
 * What was signed is the sentence that follows from the record, with what the visitor is to the mandate. Whether it was
 * asked for or held is not compared: staff may have decided on it while the envelope was under way.
 */
import { canonicalJson } from '../../../../domain/bytes/canonical.ts'
import { partToStop } from '../../../../domain/contract/gateway/stoppable.ts'
import type { Stoppable } from '../../../../domain/contract/gateway/stoppable.ts'
import { initialsAndYear } from '../../../../domain/identity/written-name.ts'
import { withdrawalContent } from '../../../../domain/requests/withdrawal/content.ts'
import { stopRole } from '../../../../domain/requests/withdrawal/words.ts'
import { good, refuse } from './checked.ts'
import type { Checked } from './checked.ts'
import type { BoundPatient } from './patient.ts'
import type { Stops } from './stop-rules.ts'
import type { SignedWithdrawal } from './withdrawal.ts'

export function stopWords(known: {
  readonly withdrawal: SignedWithdrawal
  readonly stops: Pick<Stops, 'by' | 'grantee' | 'taken'>
  readonly patient: BoundPatient
}): Checked<null> {
  const { withdrawal, stops, patient } = known
  const { act, step } = withdrawal
  const { id, language } = act.content
  const { given, family, birthDate } = patient.facts
  const who = initialsAndYear({ given, family, birthDate: birthDate ?? '' })
  const signed = canonicalJson(act.content)
  const follows = offered(act, stops).some(
    (stop) => canonicalJson(withdrawalContent({ id, patient: patient.reference, stop, who, language })) === signed,
  )
  if (!follows) return refuse('steps', 'statement')
  return step.claims.role === stopRole(stops)[language] ? good(null) : refuse('steps', 'role')
}

/** What the visitor may have been shown: whether a mandate was asked for or held is left open. */
function offered(
  { content }: SignedWithdrawal['act'],
  { by, grantee, taken }: Pick<Stops, 'by' | 'grantee' | 'taken'>,
): readonly Stoppable[] {
  if (content.balie === 'withdrawal/2') return (taken?.parts ?? []).map(partToStop)
  const { mandate } = content
  return (['active', 'proposed'] as const).map((status) => ({ mandate, status, grantee, since: null, by }))
}
