/** The fixed words of a paper that the house composes of acts. Dutch only: it is the house's own language that it speaks. */
import type { Language } from '../../language.ts'
import type { ActGives, ActRole } from './act-content.ts'

const alike = { consent: 'Geeft toestemming', noObjection: 'Heeft geen bezwaar' } as const

export const actWords = {
  /** Heading of one signer's part. */
  signer: (at: number, of: number): string => `Ondertekenaar ${String(at)} van ${String(of)}`,
  part: 'Bij deze aanvraag',
  /** What each part means where it is given. */
  gives: {
    applicant: { signature: 'Vraagt de toegang aan', ...alike },
    coHolder: { signature: 'Vraagt de toegang ook aan', ...alike },
    patient: { signature: 'Geeft toegang tot het eigen dossier', ...alike },
  } satisfies Readonly<Record<ActRole, Readonly<Record<ActGives, string>>>>,
  /** The patient as this person read it, where the record was corrected between the acts. */
  patientThen: 'Patiënt, zo gelezen',
  answer: 'Antwoord',
  /** There are no words for the other answers: they are never on paper. */
  yes: 'Ja, zelf en zonder anderen erbij gegeven',
  /** Evidence: in which visit an act was signed, at which kiosk. */
  visit: (at: number): string => `Bezoek van ondertekenaar ${String(at)}`,
  visitAt: (visit: string, device: string): string => `${visit}, zuil ${device}`,
  shared: 'Wat iedereen hierbij verklaarde',
  /** Above what somebody read in another language. */
  own: {
    nlSimple: 'Zo las en tekende deze persoon het, in eenvoudig Nederlands:',
    en: 'Zo las en tekende deze persoon het, in het Engels:',
  } satisfies Readonly<Record<Exclude<Language, 'nl'>, string>>,
  evidenceLead:
    'Dit blad hoort bij het formulier. Ieder tekende zijn eigen deel, niet allemaal in één bezoek. Het ziekenhuis voegde de delen samen en sloot het formulier.',
} as const
