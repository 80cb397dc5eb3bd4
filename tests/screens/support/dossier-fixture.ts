/** The dossier's page with three appointments. The person is invented; lengths are those of real dossiers. */
import type * as v from 'valibot'
import type { View } from '../../../domain/contract/messages/channel.ts'

type DossierInput = Extract<v.InferInput<typeof View>['screen'], { step: 'dossier' }>

export const dossier: DossierInput = {
  step: 'dossier',
  who: 'W.L. de B., geboren in 1965',
  subjects: [
    { subject: 'appointments', count: 3 },
    { subject: 'medication', count: 2 },
    { subject: 'allergies', count: 1 },
    { subject: 'leaflets', count: 2 },
    { subject: 'documents', count: 4 },
  ],
  subject: 'appointments',
  lines: [
    { kind: 'group', id: 'group-coming', heading: 'Komt nog', count: 2 },
    { kind: 'row', id: 'appointments-1', at: 1, next: true, open: null },
    { kind: 'row', id: 'appointments-2', at: 2, next: false, open: null },
    { kind: 'group', id: 'group-earlier', heading: 'Geweest', count: 1 },
    { kind: 'row', id: 'appointments-3', at: 3, next: false, open: null },
    { kind: 'note', id: 'note-1', text: '1 onderdeel staat hier niet. Vraag ernaar bij uw zorgverlener.' },
  ],
  before: 0,
  total: 6,
  rows: 3,
  anyOpen: false,
  allOpen: false,
  readAt: '2026-11-23T10:42:00+01:00',
}

/** The first appointment, opened: what takes the place of its one line. */
export const opened: typeof dossier.lines = [
  {
    kind: 'row',
    id: 'appointments-1',
    at: 1,
    next: true,
    open: {
      title: 'Afspraak bij de oogarts',
      state: null,
      source: 'Uit de agenda van het ziekenhuis',
      time: 'donderdag 3 december 2026, 09.40 uur',
    },
  },
  ...[
    { label: 'Wanneer', text: 'donderdag 3 december 2026, 09.40 uur' },
    { label: 'Waar', text: 'Polikliniek oogheelkunde, route 214' },
    { label: 'Voorbereiding', text: 'Kom een kwartier eerder. U krijgt druppels in uw ogen. Rijd daarna niet zelf.' },
  ].map((fact, index) => ({
    kind: 'fact' as const,
    id: `appointments-1.${String(index + 1)}`,
    of: 'appointments-1',
    title: 'Afspraak bij de oogarts',
    ...fact,
  })),
]
