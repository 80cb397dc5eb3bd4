/** The dossier was read: everything is covered, and what was accepted is sent as there is nothing to sign. */
import type { WhoLooked } from '../../domain/contract/gateway/who-looked.ts'
import { dossierSubjects } from '../../domain/contract/messages/parts.ts'
import { dossierOf } from './dossier-lines.ts'
import { pagesAhead } from './look-ahead.ts'
import type { Input } from './input.ts'
import type { State } from './state.ts'
import { go, stay, withAcceptance } from './turn.ts'
import type { Context, Turn } from './turn.ts'

export function onDossier(
  state: State,
  { bound, resources }: Extract<Input, { type: 'dossier' }>,
  { moment, hospital }: Context,
): Turn {
  if (!state.busy) return stay(state)
  if (state.place.at === 'question') {
    const { of } = state.place
    const shown = pagesAhead(of, { resources, without: state.takenOut }, moment.now)
    return go(state, { at: 'scopePreview', of, resources, shown })
  }
  if (state.place.at !== 'confirmPatient') return stay(state)
  const empty = {
    at: 'dossier',
    bound,
    resources,
    subject: 'appointments',
    opened: [],
    from: null,
    readAt: moment.now,
  } as const
  const { groups } = dossierOf(empty, state.language, hospital.policy)
  const subject = dossierSubjects.find((candidate) => groups.some((group) => group.subject === candidate))
  return withAcceptance(go(state, { ...empty, subject: subject ?? 'appointments' }), bound)
}

/** Who looked in it: shown in place of the dossier, which is covered behind it. */
export function onWhoLooked(state: State, looked: WhoLooked): Turn {
  const { place } = state
  if (!state.busy || place.at !== 'dossier') return stay(state)
  return go(state, { at: 'whoLooked', of: { ...place, opened: [] }, looked })
}
