/** The set takes the act as it is now: by the person whose part it is, in time, for this request. */
import type { EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import type { SignedStep } from '../../../../domain/document/steps.ts'
import type { HospitalPolicy } from '../../../../domain/policy/policy.ts'
import { changed } from '../../../requests/sets/change.ts'
import type { Acted, When } from '../../../requests/sets/change.ts'
import type { SetRow, StoredAct } from '../../../requests/sets/set-row.ts'
import { whenAt } from '../../../requests/sets/when.ts'
import { instantOf } from '../../../clock/clock.ts'
import { decidableRecord } from '../../../visits/papers.ts'
import type { VisitRow } from '../../../visits/visits.ts'
import type { SentAct } from './act.ts'
import type { RuledAct } from './act-rules.ts'
import type { ActSigner } from './act-signer.ts'
import type { Certified } from './certificate.ts'
import { good, refuse } from './checked.ts'
import type { Checked } from './checked.ts'
import type { Answered } from './form.ts'
import type { BoundPatient } from './patient.ts'

/** What the commit does to the set. */
export interface TakenAct {
  readonly step: Acted
  readonly when: When
}

interface Input {
  readonly payload: EnvelopePayload
  readonly act: SentAct
  readonly set: { readonly row: SetRow | null }
  readonly steps: readonly SignedStep[]
  readonly signedBy: ActSigner
  readonly ruledAct: RuledAct
  readonly row: VisitRow
  readonly certified: Certified
  readonly patient: BoundPatient
  readonly answered: Answered
  readonly policy: HospitalPolicy
  readonly inForce: HospitalPolicy
  readonly now: Date
}

export function takenAct(input: Input): Checked<TakenAct> {
  const { act, set, ruledAct, patient, answered, inForce, now } = input
  const { form, answers } = answered
  const stored = storedAct(input)
  if (stored === null) return refuse('malformed', 'act')
  const step: Acted = {
    kind: 'acted',
    set: {
      id: act.set,
      patient: patient.reference,
      journey: ruledAct.journey,
      form: { url: form.url, version: form.version },
      answers: Object.fromEntries(Object.entries(answers).map(([linkId, codes]) => [linkId, [...codes]])),
      decision: ruledAct.decision,
    },
    act: stored,
    again: ruledAct.again,
    decided: ruledAct.decided,
    patientBirth: ruledAct.patientBirth,
  }
  const when = whenAt(now, inForce)
  const change = changed(set.row, step, when)
  return change.ok ? good({ step, when }) : refuse('rules', change.refusal)
}

/** Null: without a step or an acceptance, which other checks have asked for. */
function storedAct({ payload, act, steps, signedBy, ruledAct, row, certified, policy, now }: Input): StoredAct | null {
  const { content, ink, witnessInk } = act
  const [step] = steps
  const [acceptance] = payload.acceptances
  if (step === undefined || acceptance === undefined) return null
  const { kty, crv, x, y } = certified.certificate.cnf.jwk
  return {
    envelope: payload.id,
    role: ruledAct.signer.role,
    signed: { key: { kty, crv, x, y }, visitCertificate: payload.certificate, step, content, ink, witnessInk },
    at: step.claims.at,
    receivedAt: instantOf(now),
    visit: row.record.visit,
    device: row.device,
    claim: signedBy.claim,
    assurance: signedBy.assurance,
    record: decidableRecord(row),
    acceptance,
    policy: policy.version,
  }
}
