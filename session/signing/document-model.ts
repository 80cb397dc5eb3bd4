/** The model of the paper from a case: the same words that stood on the screens, and the evidence beside them. */
import type { DocumentModel, DocumentSigner, SignerIdentity, Wording } from '../../domain/document/model.ts'
import { inkForDocument } from '../../domain/document/ink.ts'
import { documentKinds } from '../../domain/document/phrases.ts'
import { askedQuestions } from '../../domain/forms/answers.ts'
import { documentName } from '../../domain/identity/written-name.ts'
import { formWords, journeyOf } from '../../domain/journeys/index.ts'
import type { Instant, Sha256 } from '../../domain/ids.ts'
import type { Language } from '../../domain/language.ts'
import { answerInWords } from '../flow/form-screens.ts'
import { dayInWords, recordedDateInWords, statement } from '../flow/words.ts'
import { formEvidence } from '../../paper/form-evidence.ts'
import { declarations, paper } from '../../paper/form-words.ts'
import type { SigningInput } from './input.ts'

/** One signer, as this kiosk signs. `at` is the act's and the document's time. */
export function documentModel(
  input: SigningInput,
  {
    reference,
    at,
    escrowHash,
  }: {
    readonly reference: string
    readonly at: Instant
    /** Of the pen movement in escrow; null: none was recorded. */
    readonly escrowHash: Sha256 | null
  },
): DocumentModel {
  const { language, claim, of, house } = input
  const { patient } = of
  const { role } = formWords(journeyOf(claim.journey))
  const bsn = patient.bsn === null ? [] : [{ label: paper.bsn[language], value: patient.bsn }]
  return {
    ...wording(input, language),
    language,
    form: { url: of.form.url, version: of.form.version },
    hospital: house.content.hospital.name,
    reference,
    at,
    patient: [
      { label: paper.name[language], value: `${patient.given} ${patient.family}`.trim() },
      { label: paper.born[language], value: recordedDateInWords(patient.birthDate, language) },
      ...bsn,
    ],
    representative: [
      { label: paper.name[language], value: documentName(claim) },
      { label: paper.born[language], value: dayInWords(claim.birthDate, language) },
      { label: paper.role[language], value: role[language] },
    ],
    signers: [signer(input, at)],
    evidence: formEvidence({
      language,
      extracts: input.record.evidence,
      policy: house.policy,
      decision: of.decision,
      device: input.device,
      visit: input.record.visit,
      escrowHash,
    }),
    dutch: language === 'en' ? wording(input, 'nl') : null,
  }
}

function wording({ of, answers, acceptance, claim }: SigningInput, language: Language): Wording {
  const version = (id: 'terms' | 'privacy') => acceptance.documents.find((one) => one.id === id)?.version ?? ''
  return {
    title: of.form.title[language],
    answers: askedQuestions(of.form, answers).map((question) => ({
      question: question.text[language],
      answer: answerInWords(question, answers[question.linkId] ?? [], language),
    })),
    statement: statement(of.patient, formWords(journeyOf(claim.journey)))[language],
    declarations: declarations({ terms: version('terms'), privacy: version('privacy') }).map((text) => text[language]),
  }
}

function signer(input: SigningInput, at: Instant): DocumentSigner {
  const { language, claim, mark } = input
  const base = {
    role: formWords(journeyOf(claim.journey)).role[language],
    name: documentName(claim),
    at,
    identity: identity(input),
  }
  return mark.method === 'ink'
    ? { ...base, method: 'ink', ink: inkForDocument(mark.ink) }
    : { ...base, method: 'typed' }
}

function identity({ language, claim, record }: SigningInput): SignerIdentity {
  return {
    method: paper.checked[language],
    assurance: record.assurance,
    documentKind: documentKinds[claim.document.kind][language],
    documentNumber: claim.document.number,
  }
}
