/**
 * One person's own part of a set of acts, in words: what he reads, signs and takes home. Pure, so that session and central
 * make the same of the same; nothing of another signer goes into it but the shared request.
 */
import * as v from 'valibot'
import { documentKinds } from '../domain/document/phrases.ts'
import type { StepClaims } from '../domain/document/steps.ts'
import { dayInWords } from '../domain/document/time-text.ts'
import type { Answers } from '../domain/forms/answers.ts'
import { askedQuestions } from '../domain/forms/answers.ts'
import type { Form } from '../domain/forms/form.ts'
import type { Assurance, IdentityClaim } from '../domain/contract/gateway/visit-record.ts'
import { CalendarDay } from '../domain/ids.ts'
import type { EnvelopeId, Instant, Sha256 } from '../domain/ids.ts'
import { documentName } from '../domain/identity/written-name.ts'
import type { InEveryLanguage, Language } from '../domain/language.ts'
import { ActContent } from '../domain/requests/acts/act-content.ts'
import type { PrivateAnswer } from '../domain/requests/acts/act-content.ts'
import type { Signer } from '../domain/rules/basis/decision.ts'
import { declarations, paper } from './form-words.ts'

/** Somebody who signs, and what he is asked. A `Participant` of a signing set is one. */
export interface ActSigner {
  readonly signer: Pick<Signer, 'role' | 'gives'>
  readonly claim: IdentityClaim
  readonly assurance: Assurance
  /** What this person is to the patient. */
  readonly role: InEveryLanguage
}

export interface ActContentInput {
  readonly set: EnvelopeId
  readonly participant: ActSigner
  /** Of a patient who is asked alone; null for everybody else. */
  readonly answer: PrivateAnswer | null
  readonly form: Form
  readonly hospital: string
  readonly patient: {
    readonly given: string
    readonly family: string
    /** A day, or the month or year that the record has. */
    readonly birthDate: string
    readonly bsn: string | null
  }
  /** The shared request. */
  readonly answers: Answers
  /** What signing means for this person. */
  readonly statement: InEveryLanguage
  /** Versions of what this person accepted himself. */
  readonly accepted: { readonly terms: string; readonly privacy: string }
  readonly language: Language
}

/** Throws where a text has another shape than the schema allows: forms and names were parsed before. */
export function actContent(input: ActContentInput): ActContent {
  const { set, participant, answer, form, hospital, answers, language } = input
  const questions = askedQuestions(form, answers)
  const said = wording(input, language)
  return v.parse(ActContent, {
    balie: 'act/1',
    set,
    role: participant.signer.role,
    gives: participant.signer.gives,
    answer,
    form: { url: form.url, version: form.version },
    hospital,
    language,
    ...said,
    answers: said.answers.map((one, at) => {
      const linkId = questions[at]?.linkId ?? ''
      return { linkId, codes: answers[linkId] ?? [], ...one }
    }),
    dutch: language === 'nl' ? null : wording(input, 'nl'),
  })
}

function wording(input: ActContentInput, language: Language) {
  const { participant, patient, form, answers } = input
  const { claim, role } = participant
  const bsn = patient.bsn === null ? [] : [{ label: paper.bsn[language], value: patient.bsn }]
  return {
    title: form.title[language],
    patient: [
      { label: paper.name[language], value: `${patient.given} ${patient.family}`.trim() },
      { label: paper.born[language], value: recordedDate(patient.birthDate, language) },
      ...bsn,
    ],
    signer: [
      { label: paper.name[language], value: documentName(claim) },
      { label: paper.born[language], value: dayInWords(claim.birthDate, language) },
      { label: paper.role[language], value: role[language] },
    ],
    answers: askedQuestions(form, answers).map(({ text, options, linkId }) => ({
      question: text[language],
      answer: options.filter(({ code }) => (answers[linkId] ?? []).includes(code)).map(({ label }) => label[language]),
    })),
    statement: input.statement[language],
    declarations: declarations(input.accepted).map((text) => text[language]),
  }
}

/** A record may hold only a month or a year, which stay as they are. */
function recordedDate(date: string, language: Language): string {
  const parsed = v.safeParse(CalendarDay, date)
  return parsed.success ? dayInWords(parsed.output, language) : date
}

/** The identity of somebody whom the desk saw, in Dutch: acts speak the hospital's language where they speak of facts. */
export function identityInDutch({ claim, assurance }: Pick<ActSigner, 'claim' | 'assurance'>): StepClaims['identity'] {
  return {
    method: paper.checked.nl,
    assurance,
    documentKind: documentKinds[claim.document.kind].nl,
    documentNumber: claim.document.number,
  }
}

/** How somebody marked his act, with the hashes of what was drawn (`inkHash` of domain/document/hashes.ts). */
export type HashedMark =
  | { readonly method: 'ink'; readonly inkHash: Sha256; readonly escrowHash: Sha256 | null }
  | { readonly method: 'typed' | 'tapped' }
  | {
      readonly method: 'witnessed'
      readonly inkHash: Sha256
      readonly witness: Pick<ActSigner, 'claim' | 'assurance'> & { readonly inkHash: Sha256 }
    }

/**
 * What the step of an act says: not chained, since nobody has another's step; `place` counts the signers of the decision
 * from 1. Role and identity are in Dutch, the signer's own words are in the content.
 */
export function actClaims(input: {
  readonly content: ActContent
  /** `actHash` of the content. */
  readonly formHash: Sha256
  readonly participant: ActSigner
  readonly place: { readonly seq: number; readonly of: number }
  readonly at: Instant
  readonly mark: HashedMark
}): StepClaims {
  const { content, participant, mark } = input
  return {
    set: content.set,
    seq: input.place.seq,
    of: input.place.of,
    formHash: input.formHash,
    formUrl: content.form.url,
    formVersion: content.form.version,
    language: content.language,
    role: participant.role.nl,
    name: documentName(participant.claim),
    at: input.at,
    method: mark.method,
    inkHash: 'inkHash' in mark ? mark.inkHash : null,
    ...(mark.method === 'ink' && mark.escrowHash !== null ? { escrowHash: mark.escrowHash } : {}),
    ...(mark.method === 'witnessed' ? { witness: witnessOf(mark.witness) } : {}),
    identity: identityInDutch(participant),
    previous: null,
  }
}

function witnessOf(
  witness: Extract<HashedMark, { method: 'witnessed' }>['witness'],
): NonNullable<StepClaims['witness']> {
  return { name: documentName(witness.claim), identity: identityInDutch(witness), inkHash: witness.inkHash }
}
