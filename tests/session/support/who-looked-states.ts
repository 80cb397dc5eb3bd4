/** A grown patient who reads who looked in the own file. */
import * as v from 'valibot'
import type { WhoLooked } from '../../../domain/contract/gateway/who-looked.ts'
import { CalendarDay, Instant } from '../../../domain/ids.ts'
import type { State } from '../../../session/flow/state.ts'
import { bound, intent, play } from './machine-way.ts'

export const looked: WhoLooked = {
  lines: [
    { hour: v.parse(Instant, '2026-11-23T09:00:00.000Z'), who: 'you', what: ['log'], refused: false, times: 3 },
    { hour: v.parse(Instant, '2026-07-01T22:00:00.000Z'), who: 'desk', what: ['search'], refused: true, times: 1 },
  ],
  total: 900,
}

/** `self`: before the patient was confirmed. */
export function lookedInto(self: State): State {
  const patient = { ...bound.patient, birthDate: v.parse(CalendarDay, '1980-03-01') }
  return play(
    self,
    intent({ kind: 'confirmPatient', yes: true }),
    { type: 'dossier', bound: { ...bound, patient }, resources: [] },
    intent({ kind: 'whoLooked' }),
    { type: 'whoLooked', looked },
  )
}
