/** The fixed words of a document in Dutch; every other language has the same ones. */

export const nl = {
  patient: 'Het gaat over',
  representative: 'De aanvraag is van',
  answers: 'Vragen en antwoorden',
  signedFor: 'Waarvoor is getekend',
  signatures: 'Handtekeningen',
  signatureOf: (name: string) => `Handtekening van ${name}, getekend op het scherm`,
  typed: 'Naam getypt als handtekening:',
  drawn: 'Getekend op het scherm',
  tapped: 'Niet getekend, maar op akkoord getikt:',
  markOf: (name: string) => `Teken van ${name}, gezet op het scherm`,
  marked: 'Zette zelf een teken op het scherm. De getuige tekende ernaast.',
  witnessOf: (name: string) => `Getuige: zag hoe ${name} dit teken zette`,
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
