/** A parent with authority asks access to the dossier of a child, and signs for it. */
import { signerPhrases } from '../document/phrases.ts'
import type { Journey } from './journey.ts'
import { factsOf } from './known.ts'

export const child: Journey = {
  id: 'child',
  door: 'child',
  alsoDoor: 'olderChild',
  relations: ['parentWithAuthority'],
  evidence: ['authorityExtract'],
  // Every year of a childhood; most come for a young child.
  ages: { all: Array.from({ length: 18 }, (_, age) => age), usual: 5 },
  facts: (known) => factsOf(known, 'parentWithAuthority'),
  stages: ['language', 'forWhom', 'terms', 'identity', 'patient', 'questions', 'review', 'signing'],
  words: {
    who: 'child',
    choice: null,
    explained: null,
    staff: { tag: 'Ouder voor kind', choice: 'Voor een kind' },
    form: {
      role: signerPhrases.parent,
      coHolder: signerPhrases.coHolder,
      statement: (who) => ({
        nl: `U vraagt toegang tot het dossier van uw kind ${who}.`,
        nlSimple: `U wilt het dossier zien van uw kind ${who}.`,
        en: `You are asking for access to the record of your child ${who}.`,
      }),
      patientSigns: {
        nl: 'Uw kind ondertekent zelf ook. Dat kan nog niet aan deze zuil. Ga naar de balie.',
        nlSimple: 'Uw kind ondertekent ook. Dat kan hier nog niet. Ga naar de balie.',
        en: 'Your child signs too. That is not possible at this kiosk yet. Please go to the desk.',
      },
      othersSign: {
        nl: 'U heeft samen gezag. Ook de andere ouder moet ondertekenen. Kom samen naar de balie.',
        nlSimple: 'U heeft samen gezag. De andere ouder ondertekent ook. Kom samen naar de balie.',
        en: 'You share parental responsibility. The other parent must sign too. Please come to the desk together.',
      },
    },
  },
  coding: {
    reason: 'FAMRQT',
    representative: {
      role: { code: 'PRN', display: 'parent' },
      dutchRole: { code: '24', display: 'Wettelijke vertegenwoordiger' },
    },
    // Beside a step-parent it is a parent, and the reverse: nobody recorded which.
    coHolder: {
      role: { code: 'RESPRSN', display: 'responsible party' },
      dutchRole: { code: '24', display: 'Wettelijke vertegenwoordiger' },
    },
  },
}
