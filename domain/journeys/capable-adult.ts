/** An adult who decides for himself lets somebody look along (R10): he signs, and so does whom he chose. */
import { signerPhrases } from '../document/phrases.ts'
import { chosenFacts } from './chosen-person.ts'
import type { Journey } from './journey.ts'

export const capableAdult: Journey = {
  id: 'capable-adult',
  door: 'self',
  // The visitor is the patient; to the rules the request is about whom he chose.
  relations: ['self', 'voluntaryProxy'],
  visitor: 'patient',
  evidence: [],
  ages: null,
  facts: chosenFacts,
  stages: ['language', 'forWhom', 'terms', 'identity', 'patient', 'questions', 'preview', 'review', 'signing'],
  words: {
    who: 'self',
    choice: {
      label: {
        nl: 'Iemand laten meekijken',
        nlSimple: 'Iemand mag meekijken',
        en: 'Let somebody look along',
      },
      note: {
        nl: 'Die persoon is nu bij u',
        nlSimple: 'Die persoon is bij u',
        en: 'That person is with you now',
      },
      needs: [],
    },
    staff: { tag: 'Laat iemand meekijken', choice: 'Iemand laten meekijken in het eigen dossier' },
    form: {
      role: signerPhrases.chosen,
      // Both sign this sentence, so it speaks of neither as "you".
      statement: (who) => ({
        nl: `De gekozen persoon mag meekijken in het dossier van ${who}. De patiënt wil dit zelf.`,
        nlSimple: `De gekozen persoon mag het dossier zien van ${who}. De patiënt wil dit zelf.`,
        en: `The chosen person may look into the record of ${who}. The patient wants this.`,
      }),
      patientSigns: {
        nl: 'Dit kan nog niet aan deze zuil. Ga naar de balie.',
        nlSimple: 'Dit kan hier nog niet. Ga naar de balie.',
        en: 'This is not possible at this kiosk yet. Please go to the desk.',
      },
      othersSign: {
        nl: 'U tekent samen. Neem deze persoon mee en kom terug. Of vraag de balie om hulp.',
        nlSimple: 'U tekent samen. Kom terug met deze persoon. Of vraag de balie om hulp.',
        en: 'You sign together. Come back with this person, or ask the desk for help.',
      },
    },
    explained: null,
  },
  coding: {
    reason: 'PATRQT',
    representative: null,
    grantee: {
      role: { code: 'SPOWATT', display: 'special power of attorney' },
      // The zib has no code for whom a patient chose himself: a contact person.
      dutchRole: { code: '23', display: 'Contactpersoon' },
    },
  },
}
