/** The lower steps of Civil Code 7:465(3): whom the patient wrote down (R14), the partner, and family without rank (R15). */
import type { RepresentativeCoding } from '../coding/journey-coding.ts'
import { signerPhrases } from '../document/phrases.ts'
import type { JourneyId } from '../ids.ts'
import type { InEveryLanguage } from '../language.ts'
import type { Relation } from '../rules/basis/relations.ts'
import type { Journey } from './journey.ts'
import { representative } from './representative.ts'

export const writtenProxy: Journey = representative({
  id: 'written-proxy',
  relation: 'writtenProxy',
  evidence: ['authorization', 'finding', 'curateleRegister', 'otherRepresentatives'],
  choice: {
    label: { nl: 'Ik heb een volmacht', nlSimple: 'Ik heb een volmacht', en: 'I have a power of attorney' },
    note: {
      nl: 'Bijvoorbeeld een levenstestament',
      nlSimple: 'Op papier',
      en: 'For example a lasting one, made by a notary',
    },
    needs: [
      {
        nl: 'De volmacht of het levenstestament, op papier',
        nlSimple: 'De volmacht op papier',
        en: 'The power of attorney, on paper',
      },
    ],
  },
  role: signerPhrases.writtenProxy,
  staff: 'Gevolmachtigde',
  coding: {
    role: { code: 'HPOWATT', display: 'healthcare power of attorney' },
    dutchRole: { code: '24', display: 'Wettelijke vertegenwoordiger' },
  },
})

interface Relative {
  readonly id: JourneyId
  readonly relation: Relation
  readonly label: InEveryLanguage
  readonly note: InEveryLanguage
  readonly role: InEveryLanguage
  readonly staff: string
  readonly coded: RepresentativeCoding['role']
}

/** What shows kinship is the hospital's record or a paper of the registry; the clerk says which was seen. */
function relative({ id, relation, label, note, role, staff, coded }: Relative): Journey {
  return representative({
    id,
    relation,
    evidence: ['kinship', 'finding', 'curateleRegister', 'otherRepresentatives'],
    choice: {
      label,
      note,
      needs: [
        {
          nl: 'Iets dat laat zien wat u van deze persoon bent',
          nlSimple: 'Een papier over uw familie',
          en: 'Something that shows how you are related',
        },
      ],
    },
    role,
    staff,
    coding: { role: coded, dutchRole: { code: '24', display: 'Wettelijke vertegenwoordiger' } },
  })
}

export const partner: Journey = relative({
  id: 'partner',
  relation: 'partner',
  label: { nl: 'Ik ben de partner', nlSimple: 'Ik ben de partner', en: 'I am the partner' },
  note: { nl: 'Getrouwd of samen', nlSimple: 'Getrouwd of samen', en: 'Married or living together' },
  role: signerPhrases.partner,
  staff: 'Partner',
  coded: { code: 'SIGOTHR', display: 'significant other' },
})

export const parentOfAdult: Journey = relative({
  id: 'parent-of-adult',
  relation: 'parentOfAdult',
  label: { nl: 'Ik ben de ouder', nlSimple: 'Ik ben de ouder', en: 'I am the parent' },
  note: { nl: 'Uw kind is 18 of ouder', nlSimple: 'Uw kind is 18 of ouder', en: 'Your child is 18 or older' },
  role: signerPhrases.parentOfAdult,
  staff: 'Ouder van een volwassene',
  coded: { code: 'PRN', display: 'parent' },
})

export const childOfAdult: Journey = relative({
  id: 'child-of-adult',
  relation: 'childOfAdult',
  label: { nl: 'Ik ben de zoon of dochter', nlSimple: 'Ik ben het kind', en: 'I am the son or daughter' },
  note: { nl: 'Het gaat om uw ouder', nlSimple: 'Het is uw ouder', en: 'It is about your parent' },
  role: signerPhrases.childOfAdult,
  staff: 'Zoon of dochter',
  coded: { code: 'CHILD', display: 'child' },
})

export const sibling: Journey = relative({
  id: 'sibling',
  relation: 'sibling',
  label: { nl: 'Ik ben de broer of zus', nlSimple: 'Ik ben de broer of zus', en: 'I am the brother or sister' },
  note: { nl: 'Van een volwassene', nlSimple: 'Van een volwassene', en: 'Of an adult' },
  role: signerPhrases.sibling,
  staff: 'Broer of zus',
  coded: { code: 'SIB', display: 'sibling' },
})
