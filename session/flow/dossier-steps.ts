/** The preview of the own dossier: covered until asked, entry by entry or a whole subject. */
import { dossierSubjects } from '../../domain/contract/messages/parts.ts'
import type { Intent } from '../../domain/contract/messages/channel.ts'
import { dossierOf, idsOf } from './dossier-lines.ts'
import type { Input } from './input.ts'
import type { Place, State } from './state.ts'
import { go, stay, withAcceptance } from './turn.ts'
import type { At, Context, Turn } from './turn.ts'

/** The dossier was read: everything is covered, and what was accepted is sent as there is nothing to sign. */
export function enterDossier(
  state: State,
  { bound, resources }: Extract<Input, { type: 'dossier' }>,
  { moment, house }: Context,
): Turn {
  if (state.place.at !== 'confirmPatient' || !state.busy) return stay(state)
  const empty = {
    at: 'dossier',
    bound,
    resources,
    subject: 'appointments',
    opened: [],
    from: null,
    readAt: moment.now,
  } as const
  const { groups } = dossierOf(empty, state.language, house.policy)
  const subject = dossierSubjects.find((candidate) => groups.some((group) => group.subject === candidate))
  const place: Place = { ...empty, subject: subject ?? 'appointments' }
  return withAcceptance(go(state, place), bound)
}

export function onDossierIntent(state: At<'dossier'>, intent: Intent, { house }: Context): Turn {
  const { place } = state
  const ids = (): readonly string[] => idsOf(dossierOf(place, state.language, house.policy), place.subject)
  switch (intent.kind) {
    case 'subject':
      // Another page covers what stood open: nobody leaves something open that is not on the screen.
      return go(state, { ...place, subject: intent.subject, opened: [], from: null })
    case 'open': {
      if (!ids().includes(intent.id) || place.opened.includes(intent.id)) return stay(state)
      return go(state, { ...place, opened: [...place.opened, intent.id] })
    }
    case 'openAll':
      return go(state, { ...place, opened: ids() })
    case 'cover':
      return go(state, { ...place, opened: place.opened.filter((id) => id !== intent.id) })
    case 'coverAll':
      return go(state, { ...place, opened: [] })
    case 'part':
      return go(state, { ...place, from: intent.from })
    default:
      return stay(state)
  }
}
