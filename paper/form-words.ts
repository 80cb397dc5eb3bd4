/** What the paper says besides the form's own words, in the language that was signed. */
import { signerPhrases } from '../domain/document/phrases.ts'
import type { EvidenceOf } from '../domain/contract/gateway/evidence.ts'
import type { Change } from '../domain/forms/request.ts'
import type { InEveryLanguage } from '../domain/language.ts'

export const paper = {
  name: { nl: 'Naam', nlSimple: 'Naam', en: 'Name' },
  born: { nl: 'Geboren', nlSimple: 'Geboren', en: 'Born' },
  bsn: { nl: 'Burgerservicenummer', nlSimple: 'Burgerservicenummer', en: 'Citizen service number' },
  role: { nl: 'Rol', nlSimple: 'Rol', en: 'Role' },
  parent: signerPhrases.parent,
  checked: signerPhrases.checked,
  policy: { nl: 'Regels van het ziekenhuis', nlSimple: 'Regels van het ziekenhuis', en: 'Rules of the hospital' },
  rules: { nl: 'Toegepaste regels', nlSimple: 'Toegepaste regels', en: 'Rules applied' },
  extract: {
    nl: 'Uittreksel over het gezag',
    nlSimple: 'Uittreksel over het gezag',
    en: 'Extract on parental responsibility',
  },
  register: {
    nl: 'Gezag volgens de BRP',
    nlSimple: 'Gezag volgens de gemeente',
    en: 'Parental responsibility in the population register',
  },
  movement: { nl: 'Penbeweging', nlSimple: 'Hoe u tekende', en: 'Pen movement' },
  movementKept: {
    nl: 'Druk en tempo van de handtekening zijn versleuteld bewaard. Het ziekenhuis kan ze zelf niet lezen.',
    nlSimple: 'Hoe hard en hoe snel u tekende is op slot bewaard. Het ziekenhuis kan het niet lezen.',
    en: 'Pressure and timing of the signature are kept encrypted. The hospital itself cannot read them.',
  },
  device: { nl: 'Zuil', nlSimple: 'Zuil', en: 'Kiosk' },
  visit: { nl: 'Bezoek', nlSimple: 'Bezoek', en: 'Visit' },
  approver: { nl: 'Wie beslist', nlSimple: 'Wie beslist', en: 'To be approved by' },
  physician: { nl: 'de behandelend arts', nlSimple: 'de arts', en: 'the treating physician' },
  staff: { nl: 'een medewerker', nlSimple: 'een medewerker', en: 'a staff member' },
  until: { nl: 'Geldt tot en met', nlSimple: 'Geldt tot en met', en: 'Valid up to and including' },
} as const satisfies Readonly<Record<string, InEveryLanguage>>

/** What an extract says of the parent who showed it, behind its day. */
export const authorityOnPaper: Readonly<Record<EvidenceOf<'authorityExtract'>['authority'], InEveryLanguage>> = {
  sole: {
    nl: 'deze ouder heeft alleen gezag',
    nlSimple: 'deze ouder heeft alleen gezag',
    en: 'this parent alone has parental responsibility',
  },
  joint: {
    nl: 'beide ouders hebben gezag',
    nlSimple: 'beide ouders hebben gezag',
    en: 'both parents have parental responsibility',
  },
  notHolder: {
    nl: 'deze ouder heeft geen gezag',
    nlSimple: 'deze ouder heeft geen gezag',
    en: 'this parent has no parental responsibility',
  },
}

/** Labels of editions 1 and 2 (`domain/contract/device/paper-edition.ts`): forms with them may come for as long as a kiosk kept one. */
export const earlierLabels = {
  extract: { nl: 'Uittreksel gezagsregister', nlSimple: 'Papier over gezag', en: 'Authority register extract' },
  approver: { nl: 'Keurt goed', nlSimple: 'Keurt goed', en: 'Approves' },
} as const satisfies Readonly<Record<string, InEveryLanguage>>

/** What the signer declares, besides the statement above the signature. `terms` and `privacy` are versions. */
export function declarations(versions: {
  readonly terms: string
  readonly privacy: string
}): readonly InEveryLanguage[] {
  return [
    {
      nl: `Ik ga akkoord met de voorwaarden, versie ${versions.terms}.`,
      nlSimple: `Ik ga akkoord met de voorwaarden (versie ${versions.terms}).`,
      en: `I agree to the terms, version ${versions.terms}.`,
    },
    {
      nl: `Ik heb de privacyverklaring kunnen lezen, versie ${versions.privacy}.`,
      nlSimple: `Ik kon de privacytekst lezen, versie ${versions.privacy}.`,
      en: `I was able to read the privacy statement, version ${versions.privacy}.`,
    },
    {
      nl: 'Dit is een aanvraag. Die geldt pas als het ziekenhuis ja zegt.',
      nlSimple: 'Dit is een aanvraag. Het ziekenhuis moet nog ja zeggen.',
      en: 'This is a request. It counts only once the hospital says yes.',
    },
    {
      nl: 'Ik kan deze toegang altijd stoppen.',
      nlSimple: 'Ik kan altijd stoppen.',
      en: 'I can stop this access at any time.',
    },
  ]
}

/** What becomes of the access that the form takes the place of. */
export const changeDeclaration: Readonly<Record<Change['old'], InEveryLanguage>> = {
  atStart: {
    nl: 'De oude toegang stopt zodra de nieuwe ingaat.',
    nlSimple: 'De oude toegang stopt als de nieuwe begint.',
    en: 'The old access stops when the new one begins.',
  },
  now: {
    nl: 'De oude toegang stopt nu.',
    nlSimple: 'De oude toegang stopt nu.',
    en: 'The old access stops now.',
  },
}
