/** The views of a child that answers by itself, and of its parent's end. */
import type * as v from 'valibot'
import type { View } from '../../../domain/contract/messages/channel.ts'

export const childScreens = {
  'done-child': {
    step: 'done',
    about: 'form',
    reference: '4F7-209',
    statusUrl: 'https://ziekenhuis.example/status/4f7-209-8c1d2e',
    delivery: 'received',
    waits: '23 december 2026',
    child: 'andOther',
    at: '2026-11-23T10:44:00+01:00',
    print: null,
  },
  'done-answer': {
    step: 'done',
    about: 'ownAnswer',
    reference: '4F7-209',
    statusUrl: 'https://ziekenhuis.example/status/4f7-209-8c1d2e',
    delivery: 'received',
    waits: '23 december 2026',
    at: '2026-11-23T10:44:00+01:00',
    print: null,
  },
  childReads: {
    step: 'childReads',
    who: 'parent',
    name: 'Willeke Liselotte de Bruijn',
    other: true,
    kinds: ['Afspraken', 'Medicijnen', 'Allergieën', 'Documenten', 'Uitslagen'],
    until: '3 februari 2029',
  },
  childAnswers: {
    step: 'childAnswers',
    who: 'parent',
    name: 'Willeke Liselotte de Bruijn',
    other: false,
    chosen: null,
    talks: false,
  },
  'childAnswers-no': {
    step: 'childAnswers',
    who: 'parent',
    name: 'Willeke Liselotte de Bruijn',
    other: true,
    chosen: 'no',
    talks: true,
  },
  'sealing-child': { step: 'sealing', about: 'ownAnswer' },
} as const satisfies Readonly<Record<string, v.InferInput<typeof View>['screen']>>
