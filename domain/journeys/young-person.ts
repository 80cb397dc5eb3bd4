/**
 * Somebody asks for the dossier of a young person of 16 or 17, who decides alone (R06): explained, and referred to the
 * young person and to the desk. Where a hospital has a form for this age, it is signed at the desk.
 */
import type { Journey } from './journey.ts'
import { factsOf } from './known.ts'

export const youngPerson: Journey = {
  id: 'young-person',
  door: 'youngPerson',
  relations: ['parentWithAuthority'],
  evidence: [],
  ages: { all: [16, 17], usual: 16 },
  facts: (known) => factsOf(known, 'parentWithAuthority'),
  stages: ['language', 'forWhom'],
  words: {
    who: 'child',
    choice: null,
    staff: { tag: 'Voor een jongere', choice: 'Voor een jongere van 16 of 17' },
    form: null,
    explained: {
      title: {
        nl: 'Uw kind is 16 of 17 jaar',
        nlSimple: 'Uw kind is 16 of 17 jaar',
        en: 'Your child is 16 or 17',
      },
      withForm: {
        nl: 'Vanaf 16 jaar beslist de jongere zelf. Er is een formulier aan de balie.',
        nlSimple: 'Uw kind beslist zelf. Aan de balie is een formulier.',
        en: 'From 16 the young person decides. There is a form at the desk.',
      },
      points: [
        {
          nl: 'Uw kind mag zelf in het dossier kijken. Wilt u ook kijken? Vraag het uw kind.',
          nlSimple: 'Uw kind mag zelf in het dossier kijken. Wilt u dat ook? Vraag het uw kind.',
          en: 'Your child may look into their own record. Do you want to look too? Ask your child.',
        },
        {
          nl: 'Vindt uw kind het goed? Kom dan samen naar de balie.',
          nlSimple: 'Is dat goed? Kom dan samen naar de balie.',
          en: 'Does your child agree? Then come to the desk together.',
        },
        {
          nl: 'Kan uw kind dit niet beslissen, zegt een arts? Kies ‘Voor mijn oudere kind’.',
          nlSimple: 'Kan uw kind dit niet beslissen, zegt een arts? Kies ‘Voor mijn oudere kind’.',
          en: 'Does a doctor say that your child cannot decide this? Choose ‘For my older child’.',
        },
      ],
    },
  },
  coding: {
    reason: 'FAMRQT',
    representative: {
      role: { code: 'PRN', display: 'parent' },
      dutchRole: { code: '24', display: 'Wettelijke vertegenwoordiger' },
    },
  },
}
