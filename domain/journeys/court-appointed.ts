/** Whom a court appointed: curator and mentor of an adult (R11, R12), and the one who may not look (R17). */
import { signerPhrases } from '../document/phrases.ts'
import type { Evidence } from '../contract/gateway/evidence.ts'
import type { Choice, Journey } from './journey.ts'
import { factsOf } from './known.ts'
import { representative } from './representative.ts'

/** What shows an appointment, who the register says has it now, and who acts where that is an organisation. */
const papers: readonly Evidence['kind'][] = ['ruling', 'curateleRegister', 'finding', 'employeeMandate']

const appointed: Pick<Choice, 'note' | 'needs'> = {
  note: { nl: 'De rechter heeft u benoemd', nlSimple: 'De rechter koos u', en: 'The court has appointed you' },
  needs: [
    {
      nl: 'De nieuwste uitspraak van de rechter, het origineel',
      nlSimple: 'De nieuwste brief van de rechter',
      en: 'The newest court ruling, the original',
    },
  ],
}

export const curator: Journey = representative({
  id: 'curator',
  relation: 'curator',
  evidence: papers,
  choice: {
    label: { nl: 'Ik ben curator', nlSimple: 'Ik ben curator', en: 'I am the curator (guardian of an adult)' },
    ...appointed,
  },
  role: signerPhrases.curator,
  staff: 'Curator',
  coding: {
    role: { code: 'GUARD', display: 'guardian' },
    dutchRole: { code: '03', display: 'Curator (juridisch)' },
  },
})

export const mentor: Journey = representative({
  id: 'mentor',
  relation: 'mentor',
  evidence: papers,
  choice: {
    label: { nl: 'Ik ben mentor', nlSimple: 'Ik ben mentor', en: 'I am the mentor' },
    ...appointed,
  },
  role: signerPhrases.mentor,
  staff: 'Mentor',
  coding: { role: { code: 'RESPRSN', display: 'responsible party' }, dutchRole: { code: '15', display: 'Mentor' } },
})

/** Looks after money only: explained, and never asked to sign (R17). */
export const administrator: Journey = {
  id: 'administrator',
  door: 'someoneElse',
  relations: ['administrator'],
  evidence: [],
  ages: { all: [80], usual: 80 },
  facts: (known) => factsOf(known, 'administrator'),
  stages: ['language', 'forWhom'],
  words: {
    who: 'adult',
    choice: {
      label: {
        nl: 'Ik ben bewindvoerder',
        nlSimple: 'Ik ben bewindvoerder',
        en: 'I manage the money (bewindvoerder)',
      },
      note: { nl: 'U regelt het geld', nlSimple: 'U regelt het geld', en: 'You look after the finances' },
      needs: [],
    },
    staff: { tag: 'Bewindvoerder', choice: 'Bewindvoerder' },
    form: null,
    explained: {
      title: { nl: 'U bent bewindvoerder', nlSimple: 'U bent bewindvoerder', en: 'You look after the finances' },
      withForm: {
        nl: 'Een medewerker helpt u aan de balie.',
        nlSimple: 'Een medewerker helpt u aan de balie.',
        en: 'A staff member helps you at the desk.',
      },
      points: [
        {
          nl: 'Bent u ook curator of mentor? Ga terug en kies dat.',
          nlSimple: 'Bent u ook curator of mentor? Ga terug en kies dat.',
          en: 'Are you also curator or mentor? Go back and choose that.',
        },
        {
          nl: 'Een rekening of een brief over geld? Vraag het aan de balie.',
          nlSimple: 'Gaat het over geld? Vraag het aan de balie.',
          en: 'Is it about a bill? Please ask at the desk.',
        },
      ],
    },
  },
  coding: {
    reason: 'FAMRQT',
    representative: {
      role: { code: 'RESPRSN', display: 'responsible party' },
      dutchRole: { code: '14', display: 'Bewindvoerder' },
    },
  },
}
