/** What a form says in fixed words of its signers, in every language: the paper writes it, the verifier reads it in another. */
import type { DocumentKind } from '../contract/gateway/visit-record.ts'
import type { InEveryLanguage } from '../language.ts'

export const documentKinds: Readonly<Record<DocumentKind, InEveryLanguage>> = {
  passport: { nl: 'Paspoort', nlSimple: 'Paspoort', en: 'Passport' },
  identityCard: { nl: 'Identiteitskaart', nlSimple: 'Identiteitskaart', en: 'Identity card' },
  residenceDocument: { nl: 'Verblijfsdocument', nlSimple: 'Verblijfsdocument', en: 'Residence document' },
}

export const signerPhrases = {
  parent: { nl: 'Ouder met gezag', nlSimple: 'Ouder met gezag', en: 'Parent with parental responsibility' },
  guardian: { nl: 'Voogd', nlSimple: 'Voogd', en: 'Guardian of a child' },
  curator: { nl: 'Curator', nlSimple: 'Curator', en: 'Curator (guardian of an adult)' },
  mentor: { nl: 'Mentor', nlSimple: 'Mentor', en: 'Mentor' },
  writtenProxy: { nl: 'Schriftelijk gemachtigde', nlSimple: 'Heeft een volmacht', en: 'Holder of a power of attorney' },
  partner: { nl: 'Partner', nlSimple: 'Partner', en: 'Partner' },
  parentOfAdult: { nl: 'Ouder', nlSimple: 'Ouder', en: 'Parent' },
  childOfAdult: { nl: 'Zoon of dochter', nlSimple: 'Kind', en: 'Son or daughter' },
  /** Whom an adult chose himself. */
  chosen: { nl: 'Mag meekijken', nlSimple: 'Mag meekijken', en: 'Chosen to look along' },
  sibling: { nl: 'Broer of zus', nlSimple: 'Broer of zus', en: 'Brother or sister' },
  /** Who holds authority beside the applicant: nobody recorded whether as a parent or as somebody else. */
  coHolder: {
    nl: 'Heeft samen met de ander gezag',
    nlSimple: 'Heeft ook gezag',
    en: 'Shares parental responsibility',
  },
  patient: { nl: 'Patiënt', nlSimple: 'Patiënt', en: 'Patient' },
  checked: {
    nl: 'Document vergeleken door een medewerker',
    nlSimple: 'Document vergeleken door een medewerker',
    en: 'Document compared by a staff member',
  },
} as const satisfies Readonly<Record<string, InEveryLanguage>>

/** Words of forms that were signed earlier, beside the words used now. */
const earlier: Readonly<Record<string, InEveryLanguage>> = { 'Parent with authority': signerPhrases.parent }

const known = [...Object.values(documentKinds), ...Object.values(signerPhrases)]

/** One of our own fixed words, in the reader's language; whatever else is there stays as it is. */
export function translated(text: string, language: 'nl' | 'en'): string {
  // What is said in this language already stays: a word can be another phrase in another one.
  if (known.some((one) => one[language] === text)) return text
  const ours = known.find((one) => Object.values(one).includes(text))
  return (ours ?? (Object.hasOwn(earlier, text) ? earlier[text] : undefined))?.[language] ?? text
}
