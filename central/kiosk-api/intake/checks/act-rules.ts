/**
 * The rules once more, on the day of the act: they ask for this form and this signer, and what they say of the request is
 * compared with what they said at the set's first act. Whether the set itself takes the act is decided with it.
 */
import * as v from 'valibot'
import { canonicalJson } from '../../../../domain/bytes/canonical.ts'
import { dayAt } from '../../../../domain/days/amsterdam.ts'
import { requestOf } from '../../../../domain/forms/request.ts'
import { CalendarDay } from '../../../../domain/ids.ts'
import type { EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import type { Again } from '../../../../domain/lifecycle/machine.ts'
import type { HospitalPolicy } from '../../../../domain/policy/policy.ts'
import { decideSet, ownPaper } from '../../../../domain/requests/sets/decide-set.ts'
import type { Asker } from '../../../../domain/requests/sets/decide-set.ts'
import { atApproval } from '../../../../domain/rules/at-approval.ts'
import type { FormDecision, Signer } from '../../../../domain/rules/basis/decision.ts'
import { rejudge } from '../../../../domain/rules/rejudge.ts'
import { askerOfSet } from '../../../requests/sets/asker-of-set.ts'
import { findingAbout } from '../../../record/findings.ts'
import type { SetRow } from '../../../requests/sets/set-row.ts'
import type { Reading } from '../../../store/fhir/reading.ts'
import { decidableRecord } from '../../../visits/papers.ts'
import type { VisitRow } from '../../../visits/visits.ts'
import { mandateFacts } from '../../gateway/mandate-facts.ts'
import type { SentAct } from './act.ts'
import type { ActSigner } from './act-signer.ts'
import type { Certified } from './certificate.ts'
import { good, refuse } from './checked.ts'
import type { Checked } from './checked.ts'
import type { Answered } from './form.ts'
import type { BoundPatient } from './patient.ts'

export interface RuledAct {
  /** At the first act of the set. */
  readonly decision: FormDecision
  readonly again: Again
  /** What the rules leave of it on the day of this act. */
  readonly decided: FormDecision
  readonly patientBirth: CalendarDay
  readonly signer: Signer
  /** Counted from 1 among the signers of the decision. */
  readonly place: { readonly seq: number; readonly of: number }
  /** Of the person who asks. */
  readonly journey: Asker['claim']['journey']
}

interface Input {
  readonly payload: EnvelopePayload
  readonly act: SentAct
  readonly signedBy: ActSigner
  /** Null: this is the first act. */
  readonly set: SetRow | null
  readonly row: VisitRow
  readonly certified: Certified
  readonly patient: BoundPatient
  readonly answered: Answered
  /** In force in this visit. */
  readonly policy: HospitalPolicy
  readonly store: Reading
}

export async function actRules(input: Input): Promise<Checked<RuledAct>> {
  const { payload, act, set, certified, patient, answered, policy } = input
  const day = dayAt(certified.signedAt)
  const birth = v.safeParse(CalendarDay, patient.facts.birthDate)
  if (!birth.success) return refuse('patient', 'birthDate')
  const asker = askerOf(input)
  if (asker === null) return refuse('rules', 'nobodyAsks')
  // Who comes later is judged by what a physician found until then; the first act by what its visit was told.
  const found =
    set === null ? {} : { finding: await findingAbout(input.store, { patient: patient.reference, on: day }) }
  const about = { ...patient.facts, birthDate: birth.output, ...found }
  const request = requestOf(answered.form, answered.answers)
  const asked = { patient: about, request, policy, day }
  const mandates = await mandatesOf(input, asker)
  const now = decideSet({ ...asked, asker, mandates })
  let decision: FormDecision
  if (set === null) {
    // Nobody else has signed: the decision is the one that this session made.
    const judged = rejudge({ sent: payload.decision, today: now, request })
    if (judged.kind !== 'same') return refuse('rules', judged.refusal?.id ?? 'decision')
    decision = judged.decision
  } else {
    decision = set.decision
    const sent = canonicalJson({ ...payload.decision, request: undefined })
    if (sent !== canonicalJson(decision)) return refuse('rules', 'decision')
  }
  const at = decision.signers.findIndex(({ role }) => role === act.content.role)
  const signer = decision.signers[at]
  if (signer === undefined || signer.gives !== act.content.gives) return refuse('rules', 'signers')
  if (signer.alone !== (act.content.answer !== null)) return refuse('rules', 'answer')
  const own = await ownRules(input, asked)
  if (!own.ok) return own
  const left = atApproval({ signed: decision, now })
  const same = own.value === 'same' && left.kind === 'form'
  return good({
    decision,
    again: same ? 'same' : 'changed',
    decided: left.kind === 'form' ? left.decision : decision,
    patientBirth: birth.output,
    signer,
    place: { seq: at + 1, of: decision.signers.length },
    journey: asker.claim.journey,
  })
}

/** Whoever asks: by his own act, or as the visitor in whose visit another one signs before him. Null: nobody does. */
function askerOf({ act, set, row, signedBy }: Input): Asker | null {
  const signed = set === null ? null : askerOfSet(set)
  if (signed !== null) return signed
  const { claim } = row.record
  const visitorAsks = act.content.role === 'applicant' ? signedBy.visitor : !signedBy.visitor
  return claim === null || !visitorAsks ? null : { claim, record: decidableRecord(row), earlier: false }
}

async function mandatesOf({ patient, certified, store }: Input, { claim }: Pick<Asker, 'claim'>) {
  return await mandateFacts({ fhir: store, patient: patient.reference, claim, on: dayAt(certified.signedAt) })
}

/**
 * Another holder of authority who comes by himself shows his own paper: it has to name him as one of several. One that says
 * otherwise changes who must sign.
 */
async function ownRules(
  input: Input,
  asked: Omit<Parameters<typeof decideSet>[0], 'asker' | 'mandates'>,
): Promise<Checked<Again>> {
  const { act, signedBy, row } = input
  if (act.content.role !== 'coHolder' || !signedBy.visitor) return good('same')
  const { claim } = signedBy
  const record = decidableRecord(row)
  const mandates = await mandatesOf(input, { claim })
  const own = ownPaper({ ...asked, asker: { claim, record, earlier: false }, mandates })
  if (own.kind === 'refused') return refuse('rules', own.id)
  return good(own.kind === 'joint' ? 'same' : 'changed')
}
