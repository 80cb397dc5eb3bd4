/** The fixed words of a document. Simple Dutch uses the Dutch ones, which are B1 already. */
import type { DocumentLanguage } from '../language.ts'
import { earlier } from './words-earlier.ts'
import { nl, type Words } from './words-nl.ts'
import { ar, he } from './words-rtl.ts'

export type { Words } from './words-nl.ts'

const en: Words = {
  patient: 'This is about',
  representative: 'The request is from',
  answers: 'Questions and answers',
  signedFor: 'What was signed for',
  signatures: 'Signatures',
  signatureOf: (name) => `Signature of ${name}, drawn on the screen`,
  typed: 'Name typed as signature:',
  drawn: 'Drawn on the screen',
  tapped: 'Not drawn, but tapped to agree:',
  markOf: (name) => `Mark of ${name}, made on the screen`,
  marked: 'Made this mark on the screen. The witness signed beside it.',
  witnessOf: (name) => `Witness: saw ${name} make this mark`,
  evidence: 'Evidence',
  evidenceLead: 'This sheet belongs to the form. It says who signed when, and how we know.',
  comma: ',',
  document: 'Document',
  noDocument: 'no document shown',
  assurance: { claimed: 'stated', identified: 'seen and compared', authenticated: 'logged in' },
  seal: 'Seal',
  sealText:
    'The hospital closed this document with a digital seal. Any later change shows. The seal is in the file, not on paper: a print is a copy. The file also holds the answers, the step of each signer and the decision under the hospital’s rules.',
  check: 'Checking',
  checkText:
    'Anyone can check the file, also without the internet, with Balie’s own program or with any reader that knows PDF seals (PAdES).',
  form: 'Form',
  reference: 'Form number',
  composed: 'Composed',
  page: (at, of) => `Page ${at} of ${of}`,
  dutch: 'Nederlandse tekst van dit formulier',
  dutchLead: (signers) =>
    `The form in Dutch, the language of the hospital. The ${signers === 1 ? 'signer' : 'signers'} read and signed the English text.`,
  subject: 'Signed form',
  fileForm: 'What was signed: questions, answers, declarations',
  step: (n) => `Step ${n}`,
}

const words: Readonly<Record<DocumentLanguage, Words>> = { nl, nlSimple: nl, en, ar, he }

export const wordsIn = (language: DocumentLanguage): Words => words[language]

/** The words of every edition that were ever printed on a form, the present one first: what was signed then is read for ever. */
export const wordEditions = (language: DocumentLanguage): readonly [Words, ...Words[]] => [
  words[language],
  ...earlier[language].map((edition) => ({ ...words[language], ...edition })),
]
