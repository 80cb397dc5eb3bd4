/** What the paper says besides the form's own words, in the language that was signed. */
import type { DocumentKind } from '../domain/gateway/visit-record.ts'
import type { InEveryLanguage } from '../domain/language.ts'

export const documentKinds: Readonly<Record<DocumentKind, InEveryLanguage>> = {
  passport: { nl: 'Paspoort', nlSimple: 'Paspoort', en: 'Passport' },
  identityCard: { nl: 'Identiteitskaart', nlSimple: 'Identiteitskaart', en: 'Identity card' },
  residenceDocument: { nl: 'Verblijfsdocument', nlSimple: 'Verblijfsdocument', en: 'Residence document' },
}

export const paper = {
  name: { nl: 'Naam', nlSimple: 'Naam', en: 'Name' },
  born: { nl: 'Geboren', nlSimple: 'Geboren', en: 'Born' },
  bsn: { nl: 'Burgerservicenummer', nlSimple: 'Burgerservicenummer', en: 'Citizen service number' },
  role: { nl: 'Rol', nlSimple: 'Rol', en: 'Role' },
  parent: { nl: 'Ouder met gezag', nlSimple: 'Ouder met gezag', en: 'Parent with authority' },
  checked: {
    nl: 'Document vergeleken door een medewerker',
    nlSimple: 'Document vergeleken door een medewerker',
    en: 'Document compared by a staff member',
  },
  policy: { nl: 'Regels van het ziekenhuis', nlSimple: 'Regels van het ziekenhuis', en: 'Rules of the hospital' },
  rules: { nl: 'Toegepaste regels', nlSimple: 'Toegepaste regels', en: 'Rules applied' },
  extract: { nl: 'Uittreksel gezagsregister', nlSimple: 'Papier over gezag', en: 'Authority register extract' },
  movement: { nl: 'Penbeweging', nlSimple: 'Hoe u tekende', en: 'Pen movement' },
  movementKept: {
    nl: 'Druk en tempo van de handtekening zijn versleuteld bewaard. Het ziekenhuis kan ze zelf niet lezen.',
    nlSimple: 'Hoe hard en hoe snel u tekende is op slot bewaard. Het ziekenhuis kan het niet lezen.',
    en: 'Pressure and timing of the signature are kept encrypted. The hospital itself cannot read them.',
  },
  device: { nl: 'Zuil', nlSimple: 'Zuil', en: 'Kiosk' },
  visit: { nl: 'Bezoek', nlSimple: 'Bezoek', en: 'Visit' },
  approver: { nl: 'Keurt goed', nlSimple: 'Keurt goed', en: 'Approves' },
  physician: { nl: 'de behandelend arts', nlSimple: 'de arts', en: 'the treating physician' },
  staff: { nl: 'een medewerker', nlSimple: 'een medewerker', en: 'a staff member' },
  until: { nl: 'Geldt tot en met', nlSimple: 'Geldt tot en met', en: 'Valid up to and including' },
} as const satisfies Readonly<Record<string, InEveryLanguage>>

/** What the signer declares, besides the statement above the signature. `terms` and `privacy` are versions. */
export function declarations(versions: {
  readonly terms: string
  readonly privacy: string
}): readonly InEveryLanguage[] {
  return [
    {
      nl: `Ik ga akkoord met de gebruiksvoorwaarden, versie ${versions.terms}.`,
      nlSimple: `Ik vind de voorwaarden goed, versie ${versions.terms}.`,
      en: `I accept the terms of use, version ${versions.terms}.`,
    },
    {
      nl: `Ik heb de privacyverklaring kunnen lezen, versie ${versions.privacy}.`,
      nlSimple: `Ik kon de privacytekst lezen, versie ${versions.privacy}.`,
      en: `I was able to read the privacy statement, version ${versions.privacy}.`,
    },
    {
      nl: 'Dit is een aanvraag. Zij geldt pas na goedkeuring door het ziekenhuis.',
      nlSimple: 'Dit is een vraag. Het ziekenhuis moet nog ja zeggen.',
      en: 'This is a request. It takes effect only after approval by the hospital.',
    },
    {
      nl: 'Ik kan deze toegang altijd stoppen.',
      nlSimple: 'Ik kan altijd stoppen.',
      en: 'I can stop this access at any time.',
    },
  ]
}
