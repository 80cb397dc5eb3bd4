/** What stops a mandate: one sentence about one patient, and the one step over it by the visitor. */
import * as v from 'valibot'
import { canonicalJson } from '../../../../domain/bytes/canonical.ts'
import type { SignedStep } from '../../../../domain/document/steps.ts'
import type { EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import { WithdrawalAct, withdrawalForm } from '../../../../domain/requests/withdrawal/content.ts'
import { hashOf, hashOfJson } from '../../../../paper/hash.ts'
import type { IdentifiedAt } from '../../../visits/people-in.ts'
import type { Certified } from './certificate.ts'
import { good, refuse } from './checked.ts'
import type { Checked } from './checked.ts'
import type { BoundPatient } from './patient.ts'
import { steps } from './steps.ts'

export interface SignedWithdrawal {
  readonly act: WithdrawalAct
  readonly step: SignedStep
}

export async function withdrawal(input: {
  readonly payload: EnvelopePayload
  readonly certified: Certified
  readonly patient: BoundPatient
  /** The visitor, where the desk identified him: nobody beside him stops anything in his visit. */
  readonly people: readonly IdentifiedAt[]
}): Promise<Checked<SignedWithdrawal>> {
  const { payload, patient } = input
  const act = v.safeParse(WithdrawalAct, payload.decision)
  if (!act.success) return refuse('steps', 'withdrawal')
  const { content, ink } = act.output
  if (content.id !== payload.id) return refuse('steps', 'otherSet')
  if (content.patient !== patient.reference) return refuse('patient', 'otherThanSigned')
  // Who cannot draw types his name or taps: one act by one person needs nobody beside him.
  const taken = await steps({ ...input, answered: { form: withdrawalForm }, witnesses: [] })
  if (!taken.ok) return taken
  const [step, ...more] = taken.value
  if (step === undefined || more.length > 0) return refuse('steps', 'incomplete')
  const { formHash, inkHash, language } = step.claims
  if (formHash !== hashOfJson(content) || language !== content.language) return refuse('steps', 'content')
  // The ink is kept beside the step: it has to be the one that the step is over, and spelled as it was hashed.
  const hash = ink === null ? null : hashOf(Buffer.from(ink, 'utf8'))
  if (hash !== inkHash || (ink !== null && !isCanonical(ink))) return refuse('steps', 'ink')
  return good({ act: act.output, step })
}

function isCanonical(text: string): boolean {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson()), text)
  return parsed.success && canonicalJson(parsed.output) === text
}
