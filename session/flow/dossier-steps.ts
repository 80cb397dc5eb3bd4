/** The preview of the own dossier: covered until asked, entry by entry. */
import { dossierSubjects } from '../../domain/messages/parts.ts'
import type { Intent } from '../../domain/messages/channel.ts'
import type { Input } from './input.ts'
import type { State } from './state.ts'
import { go, stay } from './turn.ts'
import type { At, Context, Turn } from './turn.ts'

/** The dossier was read: everything is covered, and what was accepted is sent as there is nothing to sign. */
export function enterDossier(
  state: State,
  { bound, entries }: Extract<Input, { type: 'dossier' }>,
  { moment }: Context,
): Turn {
  if (state.place.at !== 'confirmPatient' || !state.busy) return stay(state)
  const subject = dossierSubjects.find((candidate) => entries.some((entry) => entry.subject === candidate))
  const place = {
    at: 'dossier',
    bound,
    entries,
    subject: subject ?? 'appointments',
    opened: [],
    readAt: moment.now,
  } as const
  return go(state, place, { do: 'sendAcceptance', bound })
}

export function onDossierIntent(state: At<'dossier'>, intent: Intent): Turn {
  const { place } = state
  switch (intent.kind) {
    case 'subject':
      // Another page covers what stood open: nobody leaves something open that is not on the screen.
      return go(state, { ...place, subject: intent.subject, opened: [] })
    case 'open': {
      const known = place.entries.some(({ id, subject }) => id === intent.id && subject === place.subject)
      if (!known || place.opened.includes(intent.id)) return stay(state)
      return go(state, { ...place, opened: [...place.opened, intent.id] })
    }
    case 'coverAll':
      return go(state, { ...place, opened: [] })
    default:
      return stay(state)
  }
}
