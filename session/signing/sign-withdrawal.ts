/** From the act that stops a mandate to an envelope on main's disk: one step over one sentence, no paper. */
import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { referenceOf } from '../../domain/contract/envelope/reference.ts'
import type { IdentityClaim, VisitRecord } from '../../domain/contract/gateway/visit-record.ts'
import { canonicalJson } from '../../domain/bytes/canonical.ts'
import { inkForDocument } from '../../domain/document/ink.ts'
import { documentKinds } from '../../domain/document/phrases.ts'
import { signStep } from '../../domain/document/steps.ts'
import { withdrawalBundle } from '../../domain/fhir/withdrawal.ts'
import { documentName } from '../../domain/identity/written-name.ts'
import { EnvelopeId } from '../../domain/ids.ts'
import type { Instant } from '../../domain/ids.ts'
import { journeyOf } from '../../domain/journeys/index.ts'
import type { Language } from '../../domain/language.ts'
import type { Mark } from '../../domain/requests/signing-set/signing-set.ts'
import { withdrawalContent, withdrawalForm } from '../../domain/requests/withdrawal/content.ts'
import type { WithdrawalAct, WithdrawalContent } from '../../domain/requests/withdrawal/content.ts'
import { stopRole } from '../../domain/requests/withdrawal/words.ts'
import { paper } from '../../paper/form-words.ts'
import { hashOfJson } from '../../paper/hash.ts'
import type { Stopping } from '../flow/state.ts'
import { maskedPatient } from '../flow/words.ts'
import { closeEnvelope } from './envelope.ts'
import type { Custody, SigningPorts } from './input.ts'
import type { SignResult } from './sign-form.ts'
import { attached } from './step.ts'

interface Withdrawal {
  readonly of: Stopping
  readonly mark: Mark
  /** The instant of the act, and the day on which the rules were asked. */
  readonly at: Instant
  readonly claim: IdentityClaim
  readonly record: Pick<VisitRecord, 'assurance'>
  readonly language: Language
}

/** Signs, encrypts and stores, in this order. Nothing is told to the visitor before main says it is durable. */
export async function signWithdrawal(visit: SigningPorts, given: Withdrawal, custody: Custody): Promise<SignResult> {
  const { of, at, claim, language } = given
  const { stop, patient } = of
  if (given.mark.method === 'witnessed') throw new Error('one act by one person has no witness')
  const id = v.parse(EnvelopeId, randomUUID())
  const who = maskedPatient(patient)
  const content = withdrawalContent({ id, patient: patient.reference, stop, who, language })
  const ink = given.mark.method === 'ink' ? inkForDocument(given.mark.ink) : null
  const act: WithdrawalAct = {
    kind: 'withdrawal',
    content,
    urgent: of.urgent === true,
    ink: ink === null ? null : canonicalJson(ink),
  }
  const step = await signStep({
    claims: claimsOf(given, { content, inkHash: ink === null ? null : hashOfJson(ink) }),
    sign: (bytes) => visit.key.sign(bytes),
  })
  const bundle = withdrawalBundle({
    audit: randomUUID(),
    patient: patient.reference,
    reason: journeyOf(claim.journey).coding.reason,
    device: visit.device,
    hospital: visit.hospital.content.hospital.name,
    at,
  })
  const jwe = await closeEnvelope(visit, {
    id,
    kind: 'withdrawal',
    bundle,
    pdf: null,
    steps: [attached(step)],
    escrows: [null],
    decision: act,
    acceptances: [],
    signedAt: at,
  })
  const durable = await custody.store({ envelope: id, jwe })
  return durable
    ? { ok: true, signed: { envelope: id, reference: referenceOf(id), at } }
    : { ok: false, why: 'notStored' }
}

type StepClaims = Parameters<typeof signStep>[0]['claims']

function claimsOf(
  { of, mark, at, claim, record, language }: Withdrawal,
  { content, inkHash }: { readonly content: WithdrawalContent; readonly inkHash: StepClaims['inkHash'] },
): StepClaims {
  return {
    set: content.id,
    seq: 1,
    of: 1,
    formHash: hashOfJson(content),
    formUrl: withdrawalForm.url,
    formVersion: withdrawalForm.version,
    language,
    role: stopRole(of.stop)[language],
    name: documentName(claim),
    at,
    method: mark.method,
    inkHash,
    identity: {
      method: paper.checked[language],
      assurance: record.assurance,
      documentKind: documentKinds[claim.document.kind][language],
      documentNumber: claim.document.number,
    },
    previous: null,
  }
}
