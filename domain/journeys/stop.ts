/**
 * Somebody stops a mandate (R20): as easy as giving it. No paper, no terms, no reason. Whose record it is about is asked
 * first: one's own is found by the document, another's by birth date and number, so these are two journeys behind one door.
 */
import type { Journey } from './journey.ts'
import { factsOf } from './known.ts'

const common = {
  door: 'stopMandate',
  evidence: [],
  ages: null,
  stages: ['language', 'forWhom', 'identity', 'patient', 'mandates', 'signing'],
} as const

/** The patient himself, of any age: from 12 he may. */
export const stop: Journey = {
  ...common,
  id: 'stop',
  relations: ['self'],
  facts: (known) => factsOf(known, 'self'),
  words: {
    who: 'self',
    choice: {
      label: { nl: 'Mijn eigen dossier', nlSimple: 'Mijn eigen dossier', en: 'My own record' },
      note: {
        nl: 'Iemand mag niet meer kijken',
        nlSimple: 'Iemand mag niet meer kijken',
        en: 'Somebody may no longer look',
      },
      needs: [],
    },
    staff: { tag: 'Stopt toegang (eigen dossier)', choice: 'Toegang tot het eigen dossier stoppen' },
    form: null,
    explained: null,
  },
  coding: { reason: 'PATRQT', representative: null },
}

/** Who looks into another's record, or stands for somebody who cannot decide. */
export const stopForOther: Journey = {
  ...common,
  id: 'stop-other',
  relations: ['otherRelation'],
  facts: (known) => factsOf(known, 'otherRelation'),
  words: {
    who: 'adult',
    choice: {
      label: { nl: 'Het dossier van een ander', nlSimple: 'Het dossier van een ander', en: 'Somebody else’s record' },
      note: { nl: 'Ik wil zelf niet meer kijken', nlSimple: 'Ik wil niet meer kijken', en: 'I no longer want to look' },
      needs: [],
    },
    staff: { tag: 'Stopt toegang (dossier van een ander)', choice: 'Toegang tot het dossier van een ander stoppen' },
    form: null,
    explained: null,
  },
  coding: { reason: 'FAMRQT', representative: null },
}
