/**
 * What the kiosk sent is its own line of the access log, value by value. What ends the mandate is made here and goes into the
 * same commit: each with the version that was judged, so that a change in between is judged again.
 */
import type { Bundle, BundleEntry } from '@medplum/fhirtypes'
import { canonicalBytes } from '../../../../domain/bytes/canonical.ts'
import { referenceOf } from '../../../../domain/contract/envelope/reference.ts'
import type { IdentityClaim } from '../../../../domain/contract/gateway/visit-record.ts'
import type { EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import { keyed, tagged, transaction } from '../../../../domain/fhir/entry.ts'
import {
  withdrawalBundle as ofKiosk,
  withdrawalProvenance,
  withdrawalTask,
  withdrawnStatus,
} from '../../../../domain/fhir/withdrawal.ts'
import type { DeviceId, Instant } from '../../../../domain/ids.ts'
import { journeyOf } from '../../../../domain/journeys/index.ts'
import type { WithdrawalEvidence } from '../../../../domain/requests/withdrawal/content.ts'
import { endsOfForm } from '../../../record/form-ends.ts'
import type { EndedBy } from '../../../record/form-ends.ts'
import { documentValue, identityDocumentSystem } from '../../../record/naming.ts'
import { uuidFrom } from '../../../requests/uuid-from.ts'
import type { Certified } from './certificate.ts'
import { good } from './checked.ts'
import type { Checked } from './checked.ts'
import type { BoundPatient } from './patient.ts'
import { rebuilt } from './rebuilt.ts'
import type { Stops } from './stop-rules.ts'
import type { SignedWithdrawal } from './withdrawal.ts'

interface Input {
  readonly payload: EnvelopePayload
  readonly certified: Certified
  readonly claim: IdentityClaim
  readonly patient: BoundPatient
  readonly withdrawal: SignedWithdrawal
  readonly stops: Stops
  readonly device: DeviceId
  readonly hospital: string
  /** When the mandates end. */
  readonly at: Instant
}

export function withdrawalBundle(input: Input): Checked<Bundle> {
  const { payload, claim, patient, device, hospital } = input
  const { reason } = journeyOf(claim.journey).coding
  const at = payload.times.signedAt
  const sent = rebuilt(payload, ([audit, ...more]) =>
    audit === undefined || more.length > 0
      ? null
      : ofKiosk({ audit, patient: patient.reference, reason, device, hospital, at }),
  )
  return sent.ok ? good(transaction([...(sent.value.entry ?? []), ...byHospital(input)])) : sent
}

function byHospital(input: Input): readonly BundleEntry[] {
  const { payload, patient, withdrawal, stops, device, at } = input
  const { id } = payload
  const targets = stops.mandates.map((consent) => `Consent/${consent.id ?? ''}`)
  const [provenance, look] = [uuidFrom(id, 'provenance'), uuidFrom(id, 'task')]
  const task = withdrawalTask({
    uuid: look,
    decision: stops.decision,
    urgent: withdrawal.act.urgent,
    targets,
    patient: patient.reference,
    reference: referenceOf(id),
    at,
  })
  // Of a part that waits nothing stands in the record: that it was taken back would be the first to tell of it.
  const isUntold = stops.taken !== null && targets.length === 0
  const proof = withdrawalProvenance({
    uuid: provenance,
    targets,
    patient: patient.reference,
    who: whoOf(input),
    device,
    at: payload.times.signedAt,
    recorded: at,
    said: withdrawal.step.claims,
    step: Buffer.from(payload.steps[0] ?? '', 'ascii').toString('base64'),
    evidence: Buffer.from(canonicalBytes(evidenceOf(input))).toString('base64'),
  })
  return [
    ...endsOfForm(stops, { at, because: withdrawnStatus, who: whoEnds(stops) }),
    ...(isUntold ? [] : [tagged(provenance, proof)]),
    ...(task === null ? [] : [keyed(look, task)]),
  ]
}

function whoEnds({ by, decision }: Stops): EndedBy {
  const isReviewed = decision.reviewBy !== null
  switch (by) {
    case 'patient':
    case 'grantee':
    case 'signer':
      return { by, isReviewed }
    case 'holderOfAuthority':
    case 'curator':
    case 'mentor':
      return { by: 'representative', isReviewed }
    default:
      return by satisfies never
  }
}

/** Somebody whom the record does not know is named by the document that the desk compared. */
function whoOf({ stops, claim }: Input): Parameters<typeof withdrawalProvenance>[0]['who'] {
  if (stops.who !== null) return { reference: stops.who }
  return { identifier: { system: identityDocumentSystem, value: documentValue(claim.document) } }
}

function evidenceOf({ payload, certified, withdrawal }: Input): WithdrawalEvidence {
  const { act, step } = withdrawal
  return {
    balie: 'withdrawal-evidence/1',
    content: act.content,
    steps: {
      balie: 'steps/1',
      key: certified.certificate.cnf.jwk,
      visitCertificate: payload.certificate,
      steps: [step],
      inks: [act.ink],
    },
  }
}
