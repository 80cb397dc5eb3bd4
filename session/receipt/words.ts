/** What the receipt says in its own words, in every language; at most twelve words a sentence. */
import type { InEveryLanguage } from '../../domain/language.ts'

export const receiptWords = {
  title: { nl: 'Uw ontvangstbewijs', nlSimple: 'Uw ontvangstbewijs', en: 'Your receipt' },
  form: { nl: 'Formulier', nlSimple: 'Formulier', en: 'Form' },
  about: { nl: 'Dossier van', nlSimple: 'Dossier van', en: 'Record of' },
  signer: { nl: 'Ondertekend door', nlSimple: 'Ondertekend door', en: 'Signed by' },
  signedAt: { nl: 'Ondertekend op', nlSimple: 'Ondertekend op', en: 'Signed on' },
  reference: { nl: 'Nummer van uw formulier', nlSimple: 'Nummer van uw formulier', en: 'Number of your form' },
  then: { nl: 'Hoe gaat het verder?', nlSimple: 'Wat gebeurt er nu?', en: 'What happens next?' },
  sent: {
    nl: 'Wij sturen uw formulier vanzelf naar het ziekenhuis.',
    nlSimple: 'Wij sturen het formulier naar het ziekenhuis.',
    en: 'Your form is sent to the hospital automatically.',
  },
  follow: {
    nl: 'Scan de code met uw telefoon. Daar volgt u uw aanvraag.',
    nlSimple: 'Scan de code. Dan ziet u hoe het gaat.',
    en: 'Scan the code with your phone. There you can follow your request.',
  },
  copy: {
    nl: 'Daar haalt u ook uw kopie op, als u inlogt.',
    nlSimple: 'Log daar in voor uw kopie.',
    en: 'Log in there to get your copy too.',
  },
  stop: { nl: 'Stoppen', nlSimple: 'Stoppen', en: 'Stop access' },
  stopHow: {
    nl: 'Stoppen kan altijd. Vraag het aan de balie.',
    nlSimple: 'Stoppen kan altijd. Vraag het aan de balie.',
    en: 'You can stop at any time. Ask at the desk.',
  },
  notTheForm: {
    nl: 'Dit is een ontvangstbewijs, niet het formulier zelf.',
    nlSimple: 'Dit is een ontvangstbewijs. Dit is niet het formulier.',
    en: 'This is a receipt, not the form itself.',
  },
  code: {
    nl: 'Code voor uw telefoon',
    nlSimple: 'Code voor uw telefoon',
    en: 'Code for your phone',
  },
} as const satisfies Readonly<Record<string, InEveryLanguage>>
