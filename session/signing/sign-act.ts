/** One person's part of a set: signed, closed and stored, so that nothing of it is left when the next one comes. */
import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { canonicalJson } from '../../domain/bytes/canonical.ts'
import { referenceOf } from '../../domain/contract/envelope/reference.ts'
import type { Acceptance } from '../../domain/contract/intake/payload.ts'
import { inkForDocument } from '../../domain/document/ink.ts'
import { signStep } from '../../domain/document/steps.ts'
import { transaction } from '../../domain/fhir/entry.ts'
import { requestOf } from '../../domain/forms/request.ts'
import type { Answers } from '../../domain/forms/answers.ts'
import { EnvelopeId } from '../../domain/ids.ts'
import type { Instant } from '../../domain/ids.ts'
import { actRole, actStatement } from '../../domain/journeys/act-words.ts'
import { journeyOf } from '../../domain/journeys/index.ts'
import type { JourneyId } from '../../domain/ids.ts'
import type { Language } from '../../domain/language.ts'
import type { PrivateAnswer } from '../../domain/requests/acts/act-content.ts'
import type { Identified, Mark } from '../../domain/requests/signing-set/signing-set.ts'
import type { Signer } from '../../domain/rules/basis/decision.ts'
import { actClaims, actContent } from '../../paper/act-content.ts'
import type { HashedMark } from '../../paper/act-content.ts'
import { hashOf, hashOfJson } from '../../paper/hash.ts'
import type { FormCase } from '../flow/state.ts'
import { inSentence } from '../flow/words.ts'
import { closeEnvelope } from './envelope.ts'
import { escrowed } from './escrow.ts'
import type { Custody, SigningPorts } from './input.ts'
import type { SignResult } from './sign-form.ts'
import { attached } from './step.ts'

export interface ActInput {
  readonly set: EnvelopeId
  readonly of: FormCase
  /** Of the person who asks. */
  readonly journey: JourneyId
  /** Which of the decision's signers this person is. */
  readonly role: Signer['role']
  readonly person: Pick<Identified, 'claim' | 'assurance'>
  readonly answer: PrivateAnswer | null
  readonly answers: Answers
  readonly acceptance: Acceptance
  readonly language: Language
  readonly mark: Mark
  readonly at: Instant
}

/** Throws when the decision does not ask for this person, or a witness is named. */
export async function signAct(visit: SigningPorts, input: ActInput, custody: Custody): Promise<SignResult> {
  const { of, at, acceptance, set } = input
  const id = v.parse(EnvelopeId, randomUUID())
  // First of all: nothing that follows has the movement in the clear.
  const escrow = await escrowed(input.mark, { hospital: visit.hospital, id })
  const { signers } = of.decision
  const place = signers.findIndex(({ role }) => role === input.role)
  const signer = signers[place]
  if (signer === undefined) throw new Error('the decision does not ask for this person')
  const content = contentOf(visit, input, signer)
  const mark = hashed(input.mark, escrow === null ? null : hashOf(new TextEncoder().encode(escrow)))
  const step = await signStep({
    claims: actClaims({
      content,
      formHash: hashOfJson(content),
      participant: participantOf(input, signer),
      place: { seq: place + 1, of: signers.length },
      at,
      mark,
    }),
    sign: (bytes) => visit.key.sign(bytes),
  })
  const decision = { ...of.decision, request: requestOf(of.form, input.answers) }
  const ink = input.mark.method === 'ink' ? canonicalJson(inkForDocument(input.mark.ink)) : null
  const jwe = await closeEnvelope(visit, {
    id,
    kind: 'act',
    bundle: transaction([]),
    pdf: null,
    steps: [attached(step)],
    escrows: [escrow],
    decision,
    acceptances: [acceptance],
    signedAt: at,
    part: { set, act: { content, ink, witnessInk: null } },
  })
  const durable = await custody.store({ envelope: id, jwe })
  return durable
    ? { ok: true, signed: { envelope: id, reference: referenceOf(id), at } }
    : { ok: false, why: 'notStored' }
}

function participantOf({ person, journey }: ActInput, signer: Signer) {
  return { signer, claim: person.claim, assurance: person.assurance, role: actRole(journeyOf(journey), signer) }
}

/** What this person signs, word for word. */
export function contentOf({ hospital }: Pick<SigningPorts, 'hospital'>, input: ActInput, signer: Signer) {
  const { set, of, answer, answers, acceptance, language } = input
  const { patient, form } = of
  const version = (id: 'terms' | 'privacy') => acceptance.documents.find((one) => one.id === id)?.version ?? ''
  return actContent({
    set,
    participant: participantOf(input, signer),
    answer,
    form,
    hospital: hospital.content.hospital.name,
    patient,
    answers,
    statement: actStatement({ journey: journeyOf(input.journey), signer, who: inSentence(patient), answer }),
    accepted: { terms: version('terms'), privacy: version('privacy') },
    language,
  })
}

function hashed(mark: Mark, escrowHash: ReturnType<typeof hashOf> | null): HashedMark {
  if (mark.method === 'witnessed') throw new Error('a witness signs beside a mark in one visit with the signer')
  if (mark.method === 'ink') return { method: 'ink', inkHash: hashOfJson(inkForDocument(mark.ink)), escrowHash }
  return { method: mark.method }
}
