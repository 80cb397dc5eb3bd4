/** The model of the paper from a set: the same words that stood on the screens, and the evidence beside them. */
import type { DocumentModel, DocumentSigner, SignerIdentity, Wording } from '../../domain/document/model.ts'
import { inkForDocument } from '../../domain/document/ink.ts'
import { documentKinds } from '../../domain/document/phrases.ts'
import { askedQuestions } from '../../domain/forms/answers.ts'
import { documentName } from '../../domain/identity/written-name.ts'
import { formWords, journeyOf } from '../../domain/journeys/index.ts'
import type { Sha256 } from '../../domain/ids.ts'
import type { Language } from '../../domain/language.ts'
import type { Act, Identified, Participant } from '../../domain/requests/signing-set/signing-set.ts'
import { answerInWords } from '../flow/form-screens.ts'
import { dayInWords, recordedDateInWords, statement } from '../flow/words.ts'
import { formEvidence } from '../../paper/form-evidence.ts'
import { changeDeclaration, declarations, paper } from '../../paper/form-words.ts'
import type { PaperInput } from './input.ts'

/** Of a complete set. The document's time is that of the last act. */
export function documentModel(
  input: PaperInput,
  {
    reference,
    escrowHashes,
  }: {
    readonly reference: string
    /** Of the pen movements in escrow, one per act; null: none was recorded. */
    readonly escrowHashes: readonly (Sha256 | null)[]
  },
): DocumentModel {
  const { language, set, hospital } = input
  const { patient, form, decision } = set.case
  const bsn = patient.bsn === null ? [] : [{ label: paper.bsn[language], value: patient.bsn }]
  return {
    ...wording(input, language),
    language,
    form: { url: form.url, version: form.version },
    hospital: hospital.content.hospital.name,
    reference,
    at: lastAct(set).at,
    patient: [
      { label: paper.name[language], value: `${patient.given} ${patient.family}`.trim() },
      { label: paper.born[language], value: recordedDateInWords(patient.birthDate, language) },
      ...bsn,
    ],
    representative: set.participants
      .filter(({ signer }) => signer.role !== 'patient')
      .flatMap(({ claim, role }) => [
        { label: paper.name[language], value: documentName(claim) },
        { label: paper.born[language], value: dayInWords(claim.birthDate, language) },
        { label: paper.role[language], value: role[language] },
      ]),
    signers: set.acts.map((act) => signer(input, act)),
    evidence: formEvidence({
      language,
      papers: input.evidence,
      policy: hospital.policy,
      decision,
      device: input.device,
      visit: input.visit,
      escrowHashes,
    }),
    dutch: language === 'en' ? wording(input, 'nl') : null,
  }
}

/** The act that completed the set: `signedAt`, and the day on which the rules were asked last. */
export function lastAct({ acts }: PaperInput['set']): Act {
  const last = acts.at(-1)
  if (last === undefined) throw new Error('a document has a signer')
  return last
}

function participantOf({ participants }: PaperInput['set'], at: number): Participant {
  const participant = participants[at]
  if (participant === undefined) throw new Error('no such participant')
  return participant
}

function wording(input: PaperInput, language: Language): Wording {
  const { set, answers } = input
  const { form, patient } = set.case
  // Of the first, since everybody signs for the same words.
  const { acceptance, claim } = participantOf(set, 0)
  const version = (id: 'terms' | 'privacy') => acceptance.documents.find((one) => one.id === id)?.version ?? ''
  return {
    title: form.title[language],
    answers: askedQuestions(form, answers).map((question) => ({
      question: question.text[language],
      answer: answerInWords(question, answers[question.linkId] ?? [], language),
    })),
    statement: statement(patient, formWords(journeyOf(claim.journey)))[language],
    declarations: [
      ...declarations({ terms: version('terms'), privacy: version('privacy') }),
      ...(input.change === undefined ? [] : [changeDeclaration[input.change.old]]),
    ].map((text) => text[language]),
  }
}

function signer(input: PaperInput, act: Act): DocumentSigner {
  const { language } = input
  const { at, mark } = act
  const participant = participantOf(input.set, act.by)
  const { role, claim } = participant
  const base = { role: role[language], name: documentName(claim), at, identity: identity(participant, language) }
  switch (mark.method) {
    case 'ink':
      return { ...base, method: 'ink', ink: inkForDocument(mark.ink) }
    case 'typed':
    case 'tapped':
      return { ...base, method: mark.method }
    case 'witnessed': {
      const { claim, ink } = mark.witness
      const witness = {
        name: documentName(claim),
        identity: identity(mark.witness, language),
        ink: inkForDocument(ink),
      }
      return { ...base, method: 'witnessed', ink: inkForDocument(mark.ink), witness }
    }
    default:
      return mark satisfies never
  }
}

function identity({ claim, assurance }: Identified, language: Language): SignerIdentity {
  return {
    method: paper.checked[language],
    assurance,
    documentKind: documentKinds[claim.document.kind][language],
    documentNumber: claim.document.number,
  }
}
