/**
 * Who represents an adult who cannot decide on this (Civil Code 7:465(3)): one journey for each capacity, all alike but for
 * who that is, which papers show it, and how it is called. That the patient cannot decide is a physician's finding; the
 * rules ask for it (R11 to R15).
 */
import type { Evidence } from '../contract/gateway/evidence.ts'
import type { JourneyId } from '../ids.ts'
import type { InEveryLanguage } from '../language.ts'
import type { Relation } from '../rules/basis/relations.ts'
import type { Choice, Journey } from './journey.ts'
import { factsOf } from './known.ts'

interface Capacity {
  readonly id: JourneyId
  readonly relation: Relation
  readonly evidence: readonly Evidence['kind'][]
  readonly choice: Choice
  /** What the signer is to the patient, as form and review say it. */
  readonly role: InEveryLanguage
  /** As the clerk reads it: beside the number, and as an answer to "for whom". */
  readonly staff: string
  readonly coding: NonNullable<Journey['coding']['representative']>
}

export function representative({ id, relation, evidence, choice, role, staff, coding }: Capacity): Journey {
  return {
    id,
    door: 'someoneElse',
    relations: [relation],
    evidence,
    // Of an adult: the rules tell no two of these years apart (18 is the first, hardly anybody is older than 100).
    ages: { all: [18, 40, 80, 100], usual: 80 },
    facts: (known) => factsOf(known, relation),
    stages: ['language', 'forWhom', 'terms', 'identity', 'patient', 'questions', 'review', 'signing'],
    words: {
      who: 'adult',
      choice,
      explained: null,
      staff: { tag: staff, choice: staff },
      form: {
        role,
        statement: (who) => ({
          nl: `U vraagt toegang tot het dossier van ${who}.`,
          nlSimple: `U wilt het dossier zien van ${who}.`,
          en: `You are asking for access to the record of ${who}.`,
        }),
        patientSigns: onlyAtDesk,
        othersSign: onlyAtDesk,
      },
    },
    coding: { reason: 'FAMRQT', representative: coding },
  }
}

const onlyAtDesk: InEveryLanguage = {
  nl: 'Hier is meer dan één handtekening nodig. Ga naar de balie.',
  nlSimple: 'Hier is nog een handtekening nodig. Ga naar de balie.',
  en: 'More than one signature is needed here. Please go to the desk.',
}
