/** A guardian (voogd), a person or an organisation through an employee, asks access to the dossier of a child (R08). */
import { signerPhrases } from '../document/phrases.ts'
import { child } from './child.ts'
import type { Journey } from './journey.ts'
import { factsOf } from './known.ts'

const { alsoDoor: _, ...common } = child

export const guardian: Journey = {
  ...common,
  id: 'guardian',
  door: 'someoneElse',
  relations: ['guardian'],
  evidence: ['ruling', 'authorityExtract', 'employeeMandate'],
  facts: (known) => factsOf(known, 'guardian'),
  words: {
    who: 'child',
    choice: {
      label: { nl: 'Ik ben voogd van een kind', nlSimple: 'Ik ben voogd van een kind', en: 'I am a child’s guardian' },
      note: {
        nl: 'De rechter heeft u benoemd',
        nlSimple: 'De rechter koos u',
        en: 'The court has appointed you',
      },
      needs: [
        {
          nl: 'De uitspraak van de rechter of een nieuw uittreksel',
          nlSimple: 'De brief van de rechter of een uittreksel',
          en: 'The court ruling or a recent extract',
        },
      ],
    },
    explained: null,
    staff: { tag: 'Voogd', choice: 'Voogd van een kind' },
    form: {
      role: signerPhrases.guardian,
      statement: (who) => ({
        nl: `U vraagt toegang tot het dossier van ${who}.`,
        nlSimple: `U wilt het dossier zien van ${who}.`,
        en: `You are asking for access to the record of ${who}.`,
      }),
      patientSigns: {
        nl: 'Het kind ondertekent zelf ook. Dat kan nog niet aan deze zuil. Ga naar de balie.',
        nlSimple: 'Het kind ondertekent ook. Dat kan hier nog niet. Ga naar de balie.',
        en: 'The child signs too. That is not possible at this kiosk yet. Please go to the desk.',
      },
      othersSign: {
        nl: 'U bent samen voogd. Ook de andere voogd moet ondertekenen. Ga naar de balie.',
        nlSimple: 'U bent samen voogd. De andere voogd ondertekent ook. Ga naar de balie.',
        en: 'You are guardians together. The other guardian must sign too. Please go to the desk.',
      },
    },
  },
  coding: {
    reason: 'FAMRQT',
    representative: { role: { code: 'GUARD', display: 'guardian' }, dutchRole: { code: '11', display: 'Voogd' } },
  },
}
