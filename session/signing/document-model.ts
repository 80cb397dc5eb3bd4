/** The model of the paper from a case: the same words that stood on the screens, and the evidence beside them. */
import type { DocumentModel, DocumentSigner, SignerIdentity, Wording } from '../../domain/document/model.ts'
import { inkForDocument } from '../../domain/document/ink.ts'
import { askedQuestions } from '../../domain/forms/answers.ts'
import { documentName } from '../../domain/identity/written-name.ts'
import type { Instant, Sha256 } from '../../domain/ids.ts'
import type { Language } from '../../domain/language.ts'
import { answerInWords } from '../flow/form-screens.ts'
import { dayInWords, recordedDateInWords, statement } from '../flow/words.ts'
import { declarations, documentKinds, paper } from './document-words.ts'
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
      { label: paper.role[language], value: paper.parent[language] },
    ],
    signers: [signer(input, at)],
    evidence: [...evidence(input), ...movement(escrowHash, language)],
    dutch: language === 'en' ? wording(input, 'nl') : null,
  }
}

function wording({ of, answers, acceptance }: SigningInput, language: Language): Wording {
  const version = (id: 'terms' | 'privacy') => acceptance.documents.find((one) => one.id === id)?.version ?? ''
  return {
    title: of.form.title[language],
    answers: askedQuestions(of.form, answers).map((question) => ({
      question: question.text[language],
      answer: answerInWords(question, answers[question.linkId] ?? [], language),
    })),
    statement: statement(of.patient)[language],
    declarations: declarations({ terms: version('terms'), privacy: version('privacy') }).map((text) => text[language]),
  }
}

function signer(input: SigningInput, at: Instant): DocumentSigner {
  const { language, claim, mark } = input
  const base = { role: paper.parent[language], name: documentName(claim), at, identity: identity(input) }
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

/** That a movement exists and who cannot read it; the hash lets its keeper show that it is this one. */
function movement(escrowHash: Sha256 | null, language: Language): DocumentModel['evidence'] {
  if (escrowHash === null) return []
  return [{ label: paper.movement[language], value: `${paper.movementKept[language]} SHA-256: ${escrowHash}` }]
}

function evidence({ language, of, record, house, device }: SigningInput): DocumentModel['evidence'] {
  const { policy } = house
  const { lastDay } = of.decision.end
  const row = (label: keyof typeof paper, value: string) => ({ label: paper[label][language], value })
  return [
    ...record.evidence.map(({ issuedOn }) => row('extract', dayInWords(issuedOn, language))),
    row('policy', `${policy.hospital.name}, ${String(policy.version)}`),
    row('rules', of.decision.rules.join(', ')),
    row('approver', paper[of.decision.approver][language]),
    ...(lastDay === null ? [] : [row('until', dayInWords(lastDay, language))]),
    row('device', device),
    row('visit', record.visit),
  ]
}
