/** Somebody of any age looks into the own dossier: nothing is signed. */
import type { Journey } from './journey.ts'
import { factsOf } from './known.ts'

export const ownDossier: Journey = {
  id: 'own-dossier',
  door: 'self',
  relations: ['self'],
  visitor: 'patient',
  evidence: [],
  ages: null,
  facts: (known) => factsOf(known, 'self'),
  stages: ['language', 'forWhom', 'terms', 'identity', 'patient', 'dossier'],
  words: {
    who: 'self',
    choice: {
      label: { nl: 'Mijn eigen dossier bekijken', nlSimple: 'Mijn dossier bekijken', en: 'Look into my own record' },
      note: {
        nl: 'Uw afspraken, medicijnen en brieven',
        nlSimple: 'Uw afspraken en medicijnen',
        en: 'Your appointments, medicines and letters',
      },
      needs: [],
    },
    staff: { tag: 'Voor zichzelf', choice: 'Voor zichzelf' },
    form: null,
    explained: null,
  },
  coding: { reason: 'PATRQT', representative: null },
}
