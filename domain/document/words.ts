/** The fixed words of a document. Simple Dutch uses the Dutch ones, which are B1 already. */
import type { DocumentLanguage } from '../language.ts'
import { earlier } from './words-earlier.ts'
import { ar, he } from './words-rtl.ts'

const nl = {
  patient: 'Het gaat over',
  representative: 'De aanvraag is van',
  answers: 'Vragen en antwoorden',
  signedFor: 'Waarvoor is getekend',
  signatures: 'Handtekeningen',
  signatureOf: (name: string) => `Handtekening van ${name}, getekend op het scherm`,
  typed: 'Naam getypt als handtekening:',
  drawn: 'Getekend op het scherm',
  evidence: 'Bewijsblad',
  evidenceLead: 'Dit blad hoort bij het formulier. Het zegt wie wanneer tekende en hoe wij dat weten.',
  comma: ',',
  document: 'Document',
  noDocument: 'geen document getoond',
  assurance: { claimed: 'opgegeven', identified: 'gezien en vergeleken', authenticated: 'ingelogd' },
  seal: 'Zegel',
  sealText:
    'Het ziekenhuis heeft dit document met een digitaal zegel gesloten. Elke wijziging daarna is te zien. Het zegel zit in het bestand, niet op papier: een afdruk is een kopie. In het bestand zitten ook de antwoorden, de stappen van elke ondertekenaar en het besluit volgens de regels van het ziekenhuis.',
  check: 'Controleren',
  checkText:
    'Iedereen kan het bestand controleren, ook zonder internet, met het programma van Balie of met een andere lezer die PDF-zegels (PAdES) kent.',
  form: 'Formulier',
  reference: 'Formuliernummer',
  composed: 'Opgemaakt',
  page: (at: number, of: number) => `Pagina ${at} van ${of}`,
  dutch: 'Nederlandse tekst van dit formulier',
  dutchLead: (_signers: number) => '',
  subject: 'Ondertekend formulier',
  fileForm: 'Wat is getekend: vragen, antwoorden, verklaringen',
  step: (n: number) => `Stap ${n}`,
} as const

export type Words = {
  readonly [K in keyof typeof nl]: (typeof nl)[K] extends (...args: infer A) => string
    ? (...args: A) => string
    : (typeof nl)[K] extends string
      ? string
      : Readonly<Record<keyof (typeof nl)[K], string>>
}

const en: Words = {
  patient: 'This is about',
  representative: 'The request is from',
  answers: 'Questions and answers',
  signedFor: 'What was signed for',
  signatures: 'Signatures',
  signatureOf: (name) => `Signature of ${name}, drawn on the screen`,
  typed: 'Name typed as signature:',
  drawn: 'Drawn on the screen',
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

/** The words of every edition that ever stood on a form, the present one first: what was signed then is read for ever. */
export const wordEditions = (language: DocumentLanguage): readonly [Words, ...Words[]] => [
  words[language],
  ...earlier[language].map((edition) => ({ ...words[language], ...edition })),
]
